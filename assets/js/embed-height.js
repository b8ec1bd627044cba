// In a frame: tell the page around it how high the panel is, and nothing else.
(function () {
  "use strict";

  if (window.parent === window) {
    return;
  }
  let told = 0;
  function tell() {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== told) {
      told = height;
      // Any page may know a height; which page it is cannot be known here.
      window.parent.postMessage({ type: "coterminous:height", height }, "*");
    }
  }
  // The host's script may come later than the panel, and then asks.
  window.addEventListener("message", function (event) {
    if (event.source === window.parent && event.data?.type === "coterminous:ask") {
      told = 0;
      tell();
    }
  });
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
})();
