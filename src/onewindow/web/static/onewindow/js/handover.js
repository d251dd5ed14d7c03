// Hand-over: each scanned label ticks the papers of its case; the button says how many are ticked.
(function () {
  "use strict";

  const boxes = (root) => [...root.querySelectorAll("input[name=paper]")];
  const said = () => document.querySelector("[data-scan-said]");

  function tell(words) {
    if (said()) said().textContent = words;
    document.dispatchEvent(new CustomEvent("announce", { detail: words }));
  }

  function count(pile) {
    const ticked = boxes(pile).filter((box) => box.checked).length;
    const place = pile.querySelector("[data-count]");
    if (place) place.textContent = ticked ? ` ${ticked} 份` : "";
  }

  function hit(code) {
    const wanted = code.trim().toUpperCase();
    const box = [...document.querySelectorAll("[data-pile] input[name=paper]")].find((one) => one.value === wanted);
    return box ? box.closest("[data-case]") : document.querySelector(`[data-case="${CSS.escape(wanted)}"]`);
  }

  function scanned(code) {
    const group = hit(code);
    if (!group) {
      tell(`窗口没有条码 ${code} 的待移交材料。`);
      return false;
    }
    boxes(group).forEach((box) => { box.checked = true; });
    const pile = group.closest("[data-pile]");
    count(pile);
    group.scrollIntoView({ block: "nearest" });
    tell(`已勾选 ${group.dataset.case} 的 ${boxes(group).length} 份材料。`);
    pile.querySelector("button").focus();
    return true;
  }

  document.addEventListener("scan", (event) => {
    if (!event.target.matches("[data-handover-scan]")) return;
    event.preventDefault();
    scanned(event.detail.code);
  });

  // Typed into the field itself: one code that lies here ticks at once, anything else is sent.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.ctrlKey || event.isComposing || !field.matches("[data-handover-scan] [name=codes]")) return;
    const codes = field.value.split(/[\s,，、]+/).filter(Boolean);
    if (codes.length !== 1 || !hit(codes[0])) return;
    event.preventDefault();
    scanned(codes[0]);
    field.value = "";
  });

  document.addEventListener("change", (event) => {
    const pile = event.target.closest && event.target.closest("[data-pile]");
    if (pile) count(pile);
  });

  document.querySelectorAll("[data-pile]").forEach(count);
})();
