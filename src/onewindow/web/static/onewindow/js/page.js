// Every page: focus on errors, one submission at a time, unsaved changes, clock times kept fresh. Nothing depends on it.
(function () {
  "use strict";

  const announcer = () => document.getElementById("announcer");

  function announce(text) {
    const region = announcer();
    if (!region || !text) return;
    region.textContent = "";
    window.setTimeout(() => { region.textContent = text; }, 50);
  }

  // --- what is wrong comes first -------------------------------------------------------------------------------
  const PREFIX = "错误：";

  function focusErrors(root) {
    const summary = root.querySelector(".error-summary");
    if (summary) {
      if (!document.title.startsWith(PREFIX)) document.title = PREFIX + document.title;
      summary.focus();
    }
    return Boolean(summary);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".error-summary a[href^='#']");
    if (!link) return;
    const place = document.getElementById(link.hash.slice(1));
    if (!place) return;
    const control = place.matches("input, select, textarea, button")
      ? place : place.querySelector("input:not([type=hidden]), select, textarea");
    if (!control) return;
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  });

  // A refusal is shown above the page and must not survive the next attempt.
  function clearErrors() {
    const box = document.getElementById("errors");
    if (box) box.textContent = "";
    if (document.title.startsWith(PREFIX)) document.title = document.title.slice(PREFIX.length);
  }

  function sayAbove(title, text) {
    const box = document.getElementById("errors");
    if (!box) return;
    const summary = document.createElement("div");
    summary.className = "error-summary";
    summary.tabIndex = -1;
    summary.setAttribute("role", "alert");
    const heading = document.createElement("h2");
    heading.textContent = title;
    const words = document.createElement("p");
    words.textContent = text;
    summary.append(heading, words);
    box.replaceChildren(summary);
    focusErrors(box);
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.requestConfig && event.detail.requestConfig.verb !== "get") clearErrors();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (!target) return;
    start(target);
    focusErrors(target);
    const said = target.querySelector("[data-announce]");
    announce(target.dataset.announce || (said && said.dataset.announce));
  });
  document.addEventListener("htmx:sendError", () => {
    sayAbove("网络断开，内容没有提交", "您填写的内容还在本页。网络恢复后请再提交一次，不会重复办理。");
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status < 500) return;
    sayAbove("系统暂时不能处理", "内容没有保存。请稍后再试；仍不行时请告诉管理人员您刚才的操作和时间。");
  });
  document.addEventListener("announce", (event) => announce(event.detail && (event.detail.value || event.detail)));

  // --- one submission at a time --------------------------------------------------------------------------------
  const RELEASE_AFTER = 10000;
  const busy = new WeakMap();

  function release(form) {
    window.clearTimeout(busy.get(form));
    busy.delete(form);
    form.querySelectorAll("[aria-disabled='true'][data-busy]").forEach((button) => {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("data-busy");
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const elsewhere = form.hasAttribute("target") || (event.submitter && event.submitter.hasAttribute("formtarget"));
    if ((form.getAttribute("method") || "").toLowerCase() !== "post" || elsewhere) return;
    if (busy.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      announce("正在提交，请稍候");
      return;
    }
    busy.set(form, window.setTimeout(() => release(form), RELEASE_AFTER));
    form.dataset.leaving = "1";
    form.querySelectorAll("button:not([type=button]), input[type=submit]").forEach((button) => {
      button.setAttribute("aria-disabled", "true");
      button.setAttribute("data-busy", "");
    });
  }, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form");
    if (!form) return;
    release(form);
    delete form.dataset.leaving;
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.querySelectorAll("form").forEach((form) => { release(form); delete form.dataset.leaving; });
  });

  // --- a frame that shows what is typed so far: as wide as what it shows -------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("button[formtarget]");
    const frame = button && document.querySelector(`iframe[name="${button.getAttribute("formtarget")}"]`);
    if (frame) frame.dataset.view = button.value;
  });

  // --- unsaved changes -----------------------------------------------------------------------------------------
  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-guard]");
    if (form) form.dataset.dirty = "1";
  });
  window.addEventListener("beforeunload", (event) => {
    const unsaved = document.querySelector("form[data-guard][data-dirty]:not([data-leaving])");
    if (!unsaved) return;
    event.preventDefault();
    event.returnValue = "";
  });

  // --- clock times: the page's own now, because a demo may run on another day --------------------------------------
  function spell(minutes) {
    const days = Math.floor(minutes / 1440);
    const hours = Math.floor((minutes % 1440) / 60);
    const left = minutes % 60;
    if (days) return days + "天" + (hours ? hours + "小时" : "");
    if (hours) return hours + "小时" + (left ? left + "分钟" : "");
    return left + "分钟";
  }

  function refresh(element) {
    if (!element.dataset.shift) element.dataset.shift = String(Date.parse(element.dataset.now) - Date.now());
    const now = Date.now() + Number(element.dataset.shift);
    const left = Date.parse(element.dataset.due) - now;
    const minutes = Math.floor(Math.abs(left) / 60000);
    const words = (left >= 0 ? "还有" : "已过") + spell(minutes);
    if (element.textContent !== words) element.textContent = words;
  }

  function start(root) {
    root.querySelectorAll("[data-due]").forEach(refresh);
  }

  window.setInterval(() => start(document), 15000);

  function ready() {
    start(document);
    if (!focusErrors(document)) {
      const first = document.querySelector("[data-first]");
      if (first) first.focus();
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
