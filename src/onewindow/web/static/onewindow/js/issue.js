// The issuance counter: a scanner ends every code with Enter, which leads to the next parcel, not to the button.
(function () {
  "use strict";

  const links = (form) => [...form.querySelectorAll("[data-link]")];

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest && event.target.closest("[data-chain] [data-link]");
    if (!field || event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
    event.preventDefault();
    const all = links(field.form);
    const next = all[all.indexOf(field) + 1];
    if (next) {
      next.focus();
      next.select();
    } else {
      field.form.querySelector("button[type=submit]").focus();
    }
  });
})();
