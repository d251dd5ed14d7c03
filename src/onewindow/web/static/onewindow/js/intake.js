// The intake desk: the hands go on by themselves, scans are checked at once, what is typed is saved. Every step works without.
(function () {
  "use strict";

  const SAVE_AFTER = 1500;
  const LARGEST = 20 * 1024 * 1024;
  const form = () => document.querySelector("form[data-intake]");
  const say = (words) => document.dispatchEvent(new CustomEvent("announce", { detail: words }));
  const visible = (element) => element.getClientRects().length > 0;
  const chosen = (box) => box.querySelector("input[type=radio]:checked");

  // --- where the hands go on ------------------------------------------------------------------------------------
  const questions = () => [...document.querySelectorAll("[data-question]")];
  const rows = () => [...document.querySelectorAll("[data-grid] [data-row]")];

  function focusOn(element) {
    if (!element) return false;
    if (element === document.activeElement) return true;
    element.focus();
    if (element.select && element.matches("input:not([type=radio])")) element.select();
    element.scrollIntoView({ block: "nearest" });
    return true;
  }

  const radioOf = (box) => chosen(box) || box.querySelector("input[type=radio]");
  const toQuestion = () => { const open = questions().find((box) => !chosen(box)); return focusOn(open && radioOf(open)); };
  const toRow = () => { const open = rows().find((row) => !chosen(row)); return focusOn(open && radioOf(open)); };
  const commitment = () => document.querySelector("[data-commitment] input:not(:checked)");
  const toCommitment = () => needsCommitment() && focusOn(commitment());
  const toField = () => focusOn([...document.querySelectorAll("[data-form]")].find((field) => visible(field) && !field.value));
  const toFinish = () => focusOn(document.querySelector("[data-grid-next]"));

  function onward() {
    return toQuestion() || toRow() || toCommitment() || toField() || toFinish();
  }

  const PLACES = {
    party: () => focusOn(document.getElementById("id_party.number")),
    name: () => focusOn(document.getElementById("id_party.name")),
    questions: onward,
    materials: onward,
  };

  function goOn(root) {
    const place = root.querySelector("[data-goto]") || (root.matches && root.matches("[data-goto]") ? root : null);
    if (place && PLACES[place.dataset.goto] && !document.querySelector(".error-summary")) PLACES[place.dataset.goto]();
  }

  const JUMPS = { F3: () => focusOn(questions()[0] && radioOf(questions()[0])),
    F4: () => toRow() || focusOn(rows()[0] && radioOf(rows()[0])),
    F7: () => toField() || focusOn([...document.querySelectorAll("[name^='form.']")].find(visible)) };

  document.addEventListener("keydown", (event) => {
    if (!form() || event.isComposing || event.ctrlKey || event.altKey || !JUMPS[event.key]) return;
    event.preventDefault();
    JUMPS[event.key]();
  });

  // --- situations: the last answer fetches the list ---------------------------------------------------------------
  function press(part) {
    const button = document.querySelector(`button[data-part=${part}]`);
    if (button) button.click();
  }

  function answered(radio) {
    if (questions().every(chosen)) press("list");
    else if (radio.dataset.byKey) toQuestion();
  }

  // --- the grid: rows that need no hand are passed over; a settled row folds -----------------------------------------
  function needsCommitment() {
    return rows().some((row) => { const radio = chosen(row); return radio && radio.value === "deferred"; });
  }

  function showCommitment() {
    const box = document.querySelector("[data-commitment]");
    if (box) box.hidden = !needsCommitment();
  }

  function settled(radio) {
    const row = radio.closest("[data-row]");
    row.classList.add("is-settled");
    showCommitment();
    if (radio.classList.contains("opens")) return;
    window.setTimeout(() => {
      const now = document.activeElement && document.activeElement.closest("[data-row]");
      const next = document.activeElement && document.activeElement.matches("[data-grid-next]");
      if ((now && now !== row && chosen(now)) || next) onward();
    }, 0);
  }

  // In the number field a reader types like a person; anywhere else its burst is caught and put there.
  document.addEventListener("focusin", (event) => {
    const area = document.getElementById("intake");
    if (area) area.toggleAttribute("data-scan-target", event.target.name !== "party.number");
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest && event.target.closest("[data-row]");
    rows().forEach((other) => other.classList.toggle("is-here", other === row));
  });

  // A press on a label must not take the focus first, or the rows move under the pointer.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest && event.target.closest(".segments > label")) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("[data-question] input")) answered(target);
    else if (target.matches("[data-row] input[type=radio]")) settled(target);
    else if (target.matches("[data-pick]")) send(target);
    else if (target.matches("[data-drop]")) send(document.getElementById("id_file-" + target.name.slice(5)));
  });

  document.addEventListener("keydown", (event) => {
    if (/^\d$/.test(event.key)) {
      const box = document.activeElement && document.activeElement.closest("[data-question]");
      const radio = box && box.querySelector(`[data-key="${event.key}"]`);
      if (radio) radio.dataset.byKey = "1";
    }
  }, true);

  // --- Enter goes to the next field; in the number it reads the applicant ---------------------------------------------
  function fieldsOf(area) {
    return [...area.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), select")].filter(visible);
  }

  document.addEventListener("keydown", (event) => {
    const area = form();
    const field = event.target;
    if (event.key !== "Enter" || event.ctrlKey || event.isComposing || event.defaultPrevented || !area || !area.contains(field)) return;
    if (!field.matches("input, select") || field.closest("[data-row]")) return;
    event.preventDefault();
    if (field.name === "party.number") { press("party"); return; }
    if (field.type === "radio" || field.type === "checkbox") { onward(); return; }
    const fields = fieldsOf(field.closest("section") || area);
    const next = fields.slice(fields.indexOf(field) + 1).find((other) => !other.value);
    if (!focusOn(next)) onward();
  });

  document.addEventListener("scan", (event) => {
    const number = document.getElementById("id_party.number");
    if (!number || !form()) return;
    event.preventDefault();
    number.value = event.detail.code;
    press("party");
  });

  // --- scans are sent and checked at once ----------------------------------------------------------------------------
  function tell(box, words) {
    const line = document.createElement("p");
    line.className = "field__error";
    line.textContent = words;
    box.prepend(line);
    say(words);
  }

  function send(input) {
    const area = form();
    const box = document.querySelector(`[data-scans="${input.dataset.pick}"]`);
    if (!area || !area.dataset.draftUrl) return;
    const large = [...input.files].find((file) => file.size > LARGEST);
    if (large) {
      tell(box, `文件“${large.name}”超过 20 MB，请压缩或分成几个文件。`);
      input.value = "";
      return;
    }
    box.setAttribute("aria-busy", "true");
    post(`${area.dataset.draftUrl}?of=${input.dataset.pick}`, new FormData(area)).then((html) => {
      box.innerHTML = html;
      input.value = "";
      say(box.querySelector(".field__error") ? "有文件没有收下" : "已收下扫描件");
    }).catch(() => tell(box, "没有传成功，提交时会再传一次。")).finally(() => box.removeAttribute("aria-busy"));
  }

  function post(url, body, keepalive) {
    return fetch(url, { method: "POST", body, credentials: "same-origin", keepalive: Boolean(keepalive) })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(String(response.status)))));
  }

  // --- what is typed saves itself ---------------------------------------------------------------------------------------
  let timer = 0;
  let unsaved = false;
  let leaving = false;

  function typedOnly(area) {
    const data = new FormData(area);
    [...data.keys()].filter((name) => name.startsWith("file-")).forEach((name) => data.delete(name));
    return data;
  }

  function save(last) {
    const area = form();
    if (!area || !unsaved || leaving) return;
    unsaved = false;
    window.clearTimeout(timer);
    post(area.dataset.draftUrl, typedOnly(area), last).then(() => {
      const place = document.querySelector("[data-saved]");
      if (place) place.textContent = "已自动保存";
    }).catch(() => { unsaved = true; });
  }

  document.addEventListener("input", (event) => {
    if (!form() || !form().contains(event.target) || event.target.type === "file") return;
    unsaved = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(false), SAVE_AFTER);
  });
  document.addEventListener("submit", (event) => { if (event.target === form()) leaving = true; });
  document.addEventListener("htmx:beforeRequest", () => { window.clearTimeout(timer); unsaved = false; });
  window.addEventListener("pagehide", () => save(true));
  window.addEventListener("pageshow", () => { leaving = false; });

  // --- printing: the paper inside the page goes to the printer ------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-print]");
    const frame = link && document.getElementById(link.dataset.print);
    if (!frame || !frame.contentWindow || frame.contentDocument === null) return;
    event.preventDefault();
    frame.contentWindow.print();
    link.focus();
  });

  function ready(root) {
    document.querySelectorAll("[data-grid]").forEach((grid) => grid.classList.add("is-brisk"));
    showCommitment();
    goOn(root);
  }

  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target && form()) ready(document); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => ready(document));
  else ready(document);
})();
