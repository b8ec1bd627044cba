// What every page has: the menu on a small screen, and printing.
(function () {
  "use strict";

  // The page as the server drew it, before any script touches it: going back to it
  // then needs no request.
  const drawn = document.querySelectorAll("[data-region]");
  window.coterminous.first = [...drawn].map((region) => [region.id, region.innerHTML]);

  const menu = document.getElementById("menu");
  const navigation = document.getElementById("navigation");

  function setOpen(isOpen) {
    navigation.classList.toggle("is-open", isOpen);
    menu.setAttribute("aria-expanded", String(isOpen));
  }

  if (menu && navigation) {
    menu.addEventListener("click", () => {
      setOpen(menu.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", (event) => {
      const isOpen = menu.getAttribute("aria-expanded") === "true";
      if (event.key === "Escape" && isOpen) {
        setOpen(false);
        menu.focus();
      }
    });
  }

  // Without a public address the server can only guess where it is found.
  document.addEventListener(
    "toggle",
    (event) => {
      const line = event.target.querySelector("[data-snippet]");
      if (line && line.dataset.snippet) {
        line.value = line.value.replace(line.dataset.snippet, location.origin);
        line.dataset.snippet = "";
      }
    },
    true,
  );

  // On paper nothing can be opened, so the tables are.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((details) => {
      details.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => {
      details.open = false;
    });
  });
})();
