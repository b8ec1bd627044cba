// For pages that show panels: gives each frame of ours the height of what is in it.
(function () {
  "use strict";

  const origin = new URL(document.currentScript.src).origin;
  const LOWEST = 80;
  const HIGHEST = 6000;

  window.addEventListener("message", function (event) {
    const told = event.data;
    if (event.origin !== origin || !told || told.type !== "coterminous:height") {
      return;
    }
    if (typeof told.height !== "number" || !(told.height > 0)) {
      return;
    }
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) {
        frame.height = Math.round(Math.min(Math.max(told.height, LOWEST), HIGHEST));
      }
    }
  });
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.src.startsWith(`${origin}/embed/`)) {
      frame.contentWindow.postMessage({ type: "coterminous:ask" }, "*");
    }
  }
})();
