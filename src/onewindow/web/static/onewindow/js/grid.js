// The material grid: arrows walk, a digit or the space bar chooses and goes on, S takes a picture.
(function () {
  "use strict";

  const radiosOf = (row) => [...row.querySelectorAll("input[type=radio]")];
  const isText = (element) => element.matches("textarea, select, input[type=text], input[type=search], input[type=number], input[type=date]");

  function rowsOf(grid) {
    return [...grid.querySelectorAll("[data-row]")];
  }

  function enter(row) {
    const first = radiosOf(row)[0];
    if (!first) return;
    first.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function leave(grid, row) {
    const rows = rowsOf(grid);
    const next = rows[rows.indexOf(row) + 1];
    if (next) { enter(next); return; }
    const onward = document.querySelector("[data-grid-next]");
    if (onward) onward.focus();
  }

  function choose(grid, row, radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const more = row.querySelector("[data-more]");
    if (more && radio.classList.contains("opens")) more.querySelector("input, textarea, select").focus();
    else leave(grid, row);
  }

  function walk(grid, row, step) {
    const rows = rowsOf(grid);
    const next = rows[rows.indexOf(row) + step];
    if (next) enter(next);
  }

  function sideways(row, step) {
    const radios = radiosOf(row);
    const here = radios.indexOf(document.activeElement);
    radios[(Math.max(here, 0) + step + radios.length) % radios.length].focus();
  }

  const MOVES = {
    ArrowDown: (grid, row) => walk(grid, row, 1),
    ArrowUp: (grid, row) => walk(grid, row, -1),
    ArrowRight: (grid, row) => sideways(row, 1),
    ArrowLeft: (grid, row) => sideways(row, -1),
    " ": (grid, row) => choose(grid, row, document.activeElement),
  };

  // Enter ends the note of a row; in a box list the browser's own keys stay.
  function inMore(event, grid, row) {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey) return;
    event.preventDefault();
    leave(grid, row);
  }

  function byKey(row, key) {
    const wanted = key.toUpperCase();
    return [...row.querySelectorAll("[data-row-key]")].find((element) => element.dataset.rowKey.toUpperCase() === wanted);
  }

  function act(event, grid, row) {
    const onRadio = event.target.matches("input[type=radio]");
    if (MOVES[event.key]) {
      if (!onRadio) return;
      event.preventDefault();
      MOVES[event.key](grid, row);
      return;
    }
    const element = event.key.length === 1 ? byKey(row, event.key) : null;
    if (!element) return;
    event.preventDefault();
    if (element.type === "radio") choose(grid, row, element);
    else element.click();
  }

  // The handbook beside the grid follows the row, so that the grid itself need not grow under the pointer.
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest && event.target.closest("[data-grid] [data-row]");
    const panel = row && document.querySelector("[data-grid-help]");
    if (!panel) return;
    const name = document.createElement("h3");
    name.textContent = document.getElementById(row.getAttribute("aria-labelledby")).textContent;
    const help = row.querySelector("[data-help]");
    panel.replaceChildren(name, ...(help ? help.cloneNode(true).childNodes : []));
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const row = event.target.closest && event.target.closest("[data-row]");
    const grid = row && row.closest("[data-grid]");
    if (!grid) return;
    if (event.target.closest("[data-more]")) {
      inMore(event, grid, row);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isText(event.target)) return;
    act(event, grid, row);
  }, true);
})();
