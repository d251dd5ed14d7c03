// The desk's keys. An element says its own: data-key="F2", "Ctrl+Enter", "Esc", "3"; alternatives joined by "|".
// Function keys, digits and Ctrl chords only, for a Chinese IME swallows letters.
(function () {
  "use strict";

  const composing = (event) => event.isComposing || event.keyCode === 229;
  const isText = (element) => element instanceof HTMLElement && (element.isContentEditable
    || element.matches("textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]):not([type=file])"));
  const visible = (element) => element.getClientRects().length > 0;
  const able = (element) => !element.disabled && element.getAttribute("aria-disabled") !== "true";
  const NAMES = { Escape: "Esc", " ": "Space", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right" };

  function chord(event) {
    const key = NAMES[event.key] || (event.key.length === 1 ? event.key.toUpperCase() : event.key);
    return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "")
      + (event.shiftKey && key.length > 1 ? "Shift+" : "") + key;
  }

  const keysOf = (element) => element.dataset.key.split("|").map((key) => key.trim());

  function find(name) {
    const dialog = document.querySelector("dialog[open]");
    const near = document.activeElement && document.activeElement.closest("[data-key-scope]");
    for (const scope of [dialog || near, dialog ? null : document]) {
      if (!scope) continue;
      const hit = [...scope.querySelectorAll("[data-key]")]
        .find((element) => keysOf(element).includes(name) && visible(element) && able(element));
      if (hit) return hit;
    }
    return null;
  }

  function press(element) {
    if (isText(element)) {
      element.focus();
      if (element.select) element.select();
    } else {
      if (element.matches("input")) element.focus();
      element.click();
    }
  }

  function nextRegion(backwards) {
    const regions = [...document.querySelectorAll("[data-region]")].filter(visible);
    if (!regions.length) return;
    const here = regions.findIndex((region) => region.contains(document.activeElement));
    const step = backwards ? -1 : 1;
    regions[(here + step + regions.length) % regions.length].focus();
  }

  // --- the key card ------------------------------------------------------------------------------------------------
  const ALWAYS = [["F1", "打开或关闭按键表"], ["F6", "到下一个区域"]];
  const IN_GRID = [["↑ ↓", "上一份、下一份材料"], ["← →", "换一个选项"], ["空格", "选中当前选项，到下一份"],
    ["1 到 5", "直接选第几个，到下一份"], ["S", "为这份材料扫描或拍照"], ["Enter", "说明填完，到下一份"]];

  function nameOf(element) {
    if (element.getAttribute("aria-label")) return element.getAttribute("aria-label");
    const copy = (element.labels && element.labels[0] || element).cloneNode(true);
    copy.querySelectorAll(".key, .topbar__count").forEach((part) => part.remove());
    return copy.textContent;
  }

  function rowsOfCard() {
    const own = [...document.querySelectorAll("[data-key]")].filter((element) => visible(element) && able(element))
      .map((element) => [keysOf(element).join(" 或 "), nameOf(element).trim().replace(/\s+/g, " ")]);
    return [...own, ...(document.querySelector("[data-grid]") ? IN_GRID : []), ...ALWAYS];
  }

  function openCard() {
    let card = document.getElementById("key-card");
    if (card && card.open) { card.close(); return; }
    if (!card) {
      card = document.createElement("dialog");
      card.id = "key-card";
      card.className = "dialog";
      card.setAttribute("aria-labelledby", "key-card-title");
      document.body.append(card);
    }
    const title = document.createElement("h2");
    title.id = "key-card-title";
    title.textContent = "本页按键";
    const list = document.createElement("dl");
    list.className = "definitions";
    rowsOfCard().forEach(([keys, words]) => {
      const term = document.createElement("dt");
      const shown = document.createElement("kbd");
      shown.className = "key";
      shown.textContent = keys;
      term.append(shown);
      const meaning = document.createElement("dd");
      meaning.textContent = words;
      list.append(term, meaning);
    });
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button button--plain";
    close.textContent = "关闭";
    close.addEventListener("click", () => card.close());
    card.replaceChildren(title, list, close);
    card.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || composing(event)) return;
    const name = chord(event);
    if (name === "F1") { event.preventDefault(); openCard(); return; }
    if (name === "F6" || name === "Shift+F6") { event.preventDefault(); nextRegion(event.shiftKey); return; }
    if (name === "Esc" && document.querySelector("dialog[open]")) return;
    if (/^\d$/.test(name) && isText(document.activeElement)) return;
    const element = find(name);
    if (!element) return;
    event.preventDefault();
    if (!event.repeat) press(element);
  });
})();
