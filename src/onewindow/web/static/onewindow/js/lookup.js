// Search as you type: <input data-lookup="/address" data-lookup-hits="#id"> fetches the server's own fragment.
// The fragment's [data-hit] elements (links or buttons) are walked with the arrows and taken with Enter.
// Nothing is asked while an IME composes. Without this script the form around the input does the same by a button.
(function () {
  "use strict";

  const WAIT = 120;
  const states = new WeakMap();

  function stateOf(input) {
    if (!states.has(input)) states.set(input, { timer: 0, controller: null, active: -1 });
    return states.get(input);
  }

  const listOf = (input) => document.querySelector(input.dataset.lookupHits);
  const hitsOf = (input) => [...listOf(input).querySelectorAll("[data-hit]")];

  function dress(input) {
    const list = listOf(input);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";
    list.setAttribute("role", "listbox");
    if (!list.getAttribute("aria-label")) list.setAttribute("aria-label", "匹配结果");
  }

  function mark(input, active) {
    const hits = hitsOf(input);
    stateOf(input).active = active;
    hits.forEach((hit, n) => {
      hit.classList.toggle("is-active", n === active);
      hit.setAttribute("aria-selected", String(n === active));
    });
    if (hits[active]) {
      input.setAttribute("aria-activedescendant", hits[active].id);
      hits[active].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(input, html) {
    const list = listOf(input);
    list.innerHTML = html;
    if (window.htmx) window.htmx.process(list);
    const hits = hitsOf(input);
    hits.forEach((hit, n) => {
      hit.id = hit.id || list.id + "-" + n;
      hit.setAttribute("role", "option");
      hit.tabIndex = -1;
    });
    input.setAttribute("aria-expanded", String(hits.length > 0));
    mark(input, hits.length ? 0 : -1);
    const words = hits.length ? "有" + hits.length + "项匹配" : "没有匹配";
    document.dispatchEvent(new CustomEvent("announce", { detail: words }));
  }

  function close(input) {
    const list = listOf(input);
    if (!list || !list.childNodes.length) return false;
    list.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    stateOf(input).active = -1;
    return true;
  }

  function ask(input) {
    const state = stateOf(input);
    if (state.controller) state.controller.abort();
    if (!input.value.trim()) { close(input); return; }
    state.controller = new AbortController();
    const address = new URL(input.dataset.lookup, document.baseURI);
    address.searchParams.set(input.name || "q", input.value.trim());
    fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin", signal: state.controller.signal })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(String(response.status)))))
      .then((html) => show(input, html))
      .catch((reason) => {
        if (reason.name === "AbortError") return;
        close(input);
        document.dispatchEvent(new CustomEvent("announce", { detail: "查找没有成功，请按回车再试" }));
      });
  }

  function later(input) {
    const state = stateOf(input);
    window.clearTimeout(state.timer);
    state.timer = window.setTimeout(() => ask(input), WAIT);
  }

  const lookup = (event) => (event.target.matches && event.target.matches("[data-lookup]") ? event.target : null);

  document.addEventListener("focusin", (event) => { const input = lookup(event); if (input) dress(input); });
  document.addEventListener("input", (event) => {
    const input = lookup(event);
    if (input && !event.isComposing) later(input);
  });
  document.addEventListener("compositionend", (event) => { const input = lookup(event); if (input) later(input); });

  document.addEventListener("keydown", (event) => {
    const input = lookup(event);
    if (!input || event.isComposing || event.keyCode === 229) return;
    const hits = hitsOf(input);
    const { active } = stateOf(input);
    if (event.key === "Escape") {
      if (close(input)) { event.preventDefault(); event.stopPropagation(); }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(input, (active + step + hits.length) % hits.length);
    } else if (event.key === "Enter" && !event.ctrlKey && hits[active]) {
      event.preventDefault();
      event.stopPropagation();
      hits[active].click();
    }
  }, true);

  document.addEventListener("click", (event) => {
    document.querySelectorAll("[data-lookup][aria-expanded=true]").forEach((input) => {
      if (event.target !== input && !listOf(input).contains(event.target)) close(input);
    });
  });
})();
