// The review desk: everything in order with one key, the material of the row in view, ticks kept for the case,
// papers counted by scan, lists walked with arrows. Every form works without it.
(function () {
  "use strict";

  const rows = () => [...document.querySelectorAll("[data-grid] [data-row]")];
  const radios = (row) => [...row.querySelectorAll("input[type=radio]")];
  const say = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));

  function choose(radio) {
    if (radio.checked) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // --- everything in order ---------------------------------------------------------------------------------------
  function allOk() {
    let left = 0;
    rows().forEach((row) => {
      const [first, second] = radios(row);
      if (second && second.checked) left += 1;
      else if (first) choose(first);
    });
    say(left ? "已判定其余材料，" + left + "份有问题的没有改动" : "已全部判定");
    const words = document.querySelector("[data-words]");
    if (words) words.scrollIntoView({ block: "end" });
    const onward = document.querySelector("[data-grid-next]");
    if (onward) onward.focus({ preventScroll: Boolean(words) });
  }

  // --- the material of the row in view -----------------------------------------------------------------------------
  function show(id) {
    const sheet = document.querySelector('[data-sheet="' + CSS.escape(id) + '"]');
    if (!sheet || sheet.classList.contains("is-shown")) return;
    document.querySelectorAll("[data-sheet].is-shown").forEach((other) => other.classList.remove("is-shown"));
    sheet.classList.add("is-shown");
    const pane = sheet.closest(".rail");
    if (pane && pane.scrollHeight > pane.clientHeight) pane.scrollTop = sheet.offsetTop - 8;
  }

  // --- ticks survive the acceptance that comes between looking and judging ---------------------------------------------
  const form = document.querySelector("form[data-ticks]");
  const store = form && "ticks " + form.dataset.ticks;

  function keep() {
    const ticked = {};
    form.querySelectorAll("[data-row] input:checked").forEach((input) => { ticked[input.id] = 1; });
    sessionStorage.setItem(store, JSON.stringify(ticked));
  }

  function recall() {
    if (form.querySelector("[data-row] input:checked:not([value=ok])") || document.querySelector(".error-summary")) return;
    Object.keys(JSON.parse(sessionStorage.getItem(store) || "{}")).forEach((id) => {
      const input = document.getElementById(id);
      if (input && form.contains(input)) input.checked = true;
    });
  }

  // --- papers counted by their barcodes --------------------------------------------------------------------------------
  const counter = document.querySelector("[data-counted]");

  function count() {
    if (counter) counter.textContent = String(rows().filter((row) => radios(row).some((radio) => radio.checked)).length);
  }

  function scanned(event) {
    event.preventDefault();
    const code = event.detail.code;
    const row = rows().find((candidate) => candidate.dataset.barcode === code);
    const warning = document.querySelector("[data-scan-warning]");
    if (warning) {
      warning.hidden = Boolean(row);
      warning.textContent = row ? "" : "条码 " + code + " 不在这张交接表上，请交还窗口。";
    }
    if (!row) { say("不在这张交接表上"); return; }
    choose(radios(row)[0]);
    radios(row)[0].focus();
    say("已收到");
  }

  // --- lists walked with arrows ----------------------------------------------------------------------------------------
  function walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...document.querySelectorAll("[data-list] th a")];
    const here = links.indexOf(document.activeElement);
    const away = document.activeElement && document.activeElement.matches("input, textarea, select, [data-row] *");
    if (!links.length || away || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = here < 0 ? 0 : Math.min(Math.max(here + (event.key === "ArrowDown" ? 1 : -1), 0), links.length - 1);
    links[next].focus();
  }

  document.querySelectorAll("[data-enhanced]").forEach((part) => { part.hidden = false; });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-all-ok]")) allOk(); });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest && event.target.closest("[data-shows]");
    if (row) show(row.dataset.shows);
  });
  document.addEventListener("keydown", walk);
  document.addEventListener("change", (event) => {
    count();
    if (form && form.contains(event.target)) keep();
  });
  if (form) recall();
  const target = document.querySelector("[data-count]");
  if (target) target.addEventListener("scan", scanned);
  count();
})();
