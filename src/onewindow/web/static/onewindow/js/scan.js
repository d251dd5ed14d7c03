// Card readers and scanners that type: a burst of keys ended by Enter, wherever the focus is.
// In a focused [data-scan] field the code fills that field and submits its form; anywhere else the element
// with [data-scan-target] gets a `scan` event {code}, and unless it prevents it, its field is filled and submitted.
(function () {
  "use strict";

  const GAP = 35;
  const SHORTEST = 6;
  const BROKEN = "扫描内容不完整，请切换英文输入法后再扫一次";

  let burst = [];
  let garbled = 0;
  let last = -Infinity;
  let before = null;

  const fieldOf = (element) => (element.matches("input, textarea") ? element : element.querySelector("[data-scan], input:not([type=hidden])"));
  const typeable = (element) => element && element.matches && element.matches("input, textarea") && typeof element.value === "string";

  function begin() {
    burst = [];
    garbled = 0;
    const active = document.activeElement;
    before = typeable(active) ? { element: active, value: active.value } : null;
  }

  // The burst was typed into whatever had the focus; that field gets its own words back.
  function restore() {
    if (!before || before.element.type === "file") return;
    before.element.value = before.value;
    before.element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function submit(field, code) {
    field.value = code;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    if (field.form && field.form.requestSubmit) field.form.requestSubmit();
  }

  function deliver(code) {
    const active = document.activeElement;
    restore();
    if (active && active.matches("[data-scan]")) { submit(active, code); return; }
    const target = document.querySelector("[data-scan-target]");
    const event = new CustomEvent("scan", { bubbles: true, cancelable: true, detail: { code } });
    if (!target.dispatchEvent(event)) return;
    const field = fieldOf(target);
    if (field) submit(field, code);
  }

  const wanted = () => document.querySelector("[data-scan-target]")
    || (document.activeElement && document.activeElement.matches("[data-scan]"));

  function warn() {
    document.dispatchEvent(new CustomEvent("announce", { detail: BROKEN }));
    const place = document.querySelector("[data-scan-warning]");
    if (place) { place.textContent = BROKEN; place.hidden = false; }
  }

  function finish(event) {
    const code = burst.join("");
    if (garbled && burst.length + garbled >= SHORTEST) {
      warn();
    } else if (code.length >= SHORTEST && wanted()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      deliver(code);
    }
    begin();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const gap = event.timeStamp - last;
    last = event.timeStamp;
    if (gap > GAP) begin();
    if (event.key === "Enter" && gap <= GAP) { finish(event); return; }
    if (event.isComposing || event.keyCode === 229) garbled += 1;
    else if (event.key.length === 1) burst.push(event.key);
  }, true);
})();
