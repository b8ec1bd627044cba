// Narrowing a list down as one types; each field that is set must fit.
(function () {
  "use strict";

  // Keyboards write a straight apostrophe where the list has a curved one.
  function plain(text) {
    return text.toLocaleLowerCase().replace(/[\u2018\u2019]/g, "'");
  }

  function words(text) {
    return plain(text).split(/\s+/).filter(Boolean);
  }

  function fits(entry, fields) {
    return fields.every((field) => {
      const kind = field.dataset.find;
      if (kind === "text") {
        return words(field.value).every((word) => plain(entry.dataset.text).includes(word));
      }
      return field.value === "" || entry.dataset[kind] === field.value;
    });
  }

  document.querySelectorAll("[data-finds]").forEach((form) => {
    const list = document.getElementById(form.dataset.finds);
    const fields = [...form.querySelectorAll("[data-find]")];
    const told = form.querySelector("[data-found]");
    const entries = [...list.querySelectorAll("li")];

    function find() {
      entries.forEach((entry) => {
        entry.hidden = !fits(entry, fields);
      });
      list.querySelectorAll("section").forEach((section) => {
        section.hidden = !section.querySelector("li:not([hidden])");
      });
      const left = entries.filter((entry) => !entry.hidden).length;
      const message = left ? told.dataset.found : told.dataset.foundNone;
      told.textContent = message
        .replace("{count}", String(left))
        .replace("{total}", String(entries.length));
    }

    form.addEventListener("input", find);
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target.dataset.find === "text") {
        event.target.value = "";
        find();
      }
    });
    // A browser may fill the fields in again on going back.
    find();
  });
})();
