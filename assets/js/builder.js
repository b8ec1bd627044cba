// The embed builder: a choice shows at once, and the line goes to the clipboard.
(function () {
  "use strict";

  const form = document.querySelector("form[data-builder]");

  // Without a public address the server can only guess where it is found.
  function better() {
    document.querySelectorAll("#built [data-snippet]").forEach((line) => {
      if (line.dataset.snippet) {
        line.value = line.value.replace(line.dataset.snippet, location.origin);
      }
    });
  }

  async function build() {
    const query = new URLSearchParams(new FormData(form));
    const pins = query.getAll("pinned").filter(Boolean);
    query.delete("pinned");
    if (pins.length) {
      query.set("pinned", pins.join(","));
    }
    const address = `${form.getAttribute("action")}?${query}`;
    try {
      const answer = await fetch(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("built").replaceWith(page.getElementById("built"));
      history.replaceState(history.state, "", address);
      better();
    } catch {
      location.assign(address);
    }
  }

  if (form) {
    better();
    form.addEventListener("change", build);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      build();
    });
  }

  // Without leave to use the clipboard the line is marked, to be copied by hand.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) {
      return;
    }
    const line = document.getElementById(button.dataset.copy);
    const told = button.parentElement.querySelector("[role=status]");
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(line.value);
      isCopied = true;
    } catch {
      line.focus();
      line.select();
      isCopied = document.execCommand("copy");
    }
    told.textContent = "";
    window.setTimeout(() => {
      told.textContent = isCopied ? button.dataset.done : button.dataset.failed;
    }, 50);
  });
})();
