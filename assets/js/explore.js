// A closer look: the chart library is fetched only when a reader asks for it.
(function () {
  "use strict";

  const CONFIG = {
    displaylogo: false,
    showSendToCloud: false,
    responsive: true,
    modeBarButtonsToRemove: ["select2d", "lasso2d"],
  };
  const exploring = new Set();
  const scripts = new Map();

  function load(address) {
    if (!scripts.has(address)) {
      const arrival = new Promise((arrived, failed) => {
        const script = document.createElement("script");
        script.src = address;
        script.addEventListener("load", arrived);
        script.addEventListener("error", () => {
          scripts.delete(address);
          script.remove();
          failed(new Error(address));
        });
        document.head.append(script);
      });
      scripts.set(address, arrival);
    }
    return scripts.get(address);
  }

  async function fetchFigure(address) {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) {
      throw new Error(`${address}: ${response.status}`);
    }
    return response.json();
  }

  function addressFor(button) {
    const address = button.dataset.explore;
    const isNarrow = window.matchMedia("(max-width: 700px)").matches;
    return isNarrow ? address.replace(".json", "-narrow.json") : address;
  }

  function parts() {
    return document.getElementById("main").dataset;
  }

  async function show(button) {
    const section = button.closest("section");
    const picture = section.querySelector(".picture");
    const waiting = document.getElementById("loading").content.firstElementChild;
    const place = waiting.cloneNode(true);
    section.setAttribute("aria-busy", "true");
    picture.before(place);
    picture.hidden = true;
    try {
      const charts = [parts().charts, parts().chartsLocale].filter(Boolean);
      const [figure] = await Promise.all([
        fetchFigure(addressFor(button)),
        ...charts.map(load),
      ]);
      const canvas = document.createElement("div");
      canvas.className = "explorer";
      place.replaceWith(canvas);
      const locale = document.documentElement.lang;
      await window.Plotly.newPlot(canvas, figure.data, figure.layout, {
        ...CONFIG,
        locale,
      });
      exploring.add(section.id);
      button.textContent = button.dataset.back;
    } catch {
      place.remove();
      section.querySelector(".explorer")?.remove();
      picture.hidden = false;
      button.textContent = button.dataset.failed;
    } finally {
      section.removeAttribute("aria-busy");
    }
  }

  function hide(button) {
    const section = button.closest("section");
    const canvas = section.querySelector(".explorer");
    window.Plotly.purge(canvas);
    canvas.remove();
    section.querySelector(".picture").hidden = false;
    exploring.delete(section.id);
    button.textContent = button.dataset.start;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-explore]");
    if (!button) {
      return;
    }
    if (exploring.has(button.closest("section").id)) {
      hide(button);
    } else {
      show(button);
    }
  });

  // A panel that is drawn anew while it is explored is explored again.
  window.coterminous.exploreAgain = function () {
    [...exploring].forEach((id) => {
      exploring.delete(id);
      const button = document.querySelector(`#${id} button[data-explore]`);
      if (button) {
        show(button);
      }
    });
  };
})();
