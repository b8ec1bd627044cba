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
  new ResizeObserver(tell).observe(document.documentElement);
  tell();
})();
