// Runs before anything is drawn.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js", "is-drawing");

  // Panels out of the window are laid out once those in it are seen: after two frames,
  // or at once where nothing is seen, as in a window behind others.
  function layOutTheRest() {
    const end = () => root.classList.remove("is-drawing");
    if (document.hidden) {
      end();
    } else {
      requestAnimationFrame(() => requestAnimationFrame(end));
    }
  }

  window.coterminous = {
    beginDrawing: function () {
      root.classList.add("is-drawing");
      layOutTheRest();
    },
  };
  document.addEventListener("DOMContentLoaded", layOutTheRest);

  // Dash's bundles bring style sheets for components these pages do not have. The
  // content policy refuses styles written into a page, and rightly; so what they
  // make is an element that is never drawn, and the policy need not be loosened.
  const create = document.createElement;
  document.createElement = function (name, options) {
    const script = document.currentScript;
    const isDash = script !== null && script.src.includes("/_dash-component-suites/");
    const isStyle = String(name).toLowerCase() === "style";
    return create.call(this, isDash && isStyle ? "template" : name, options);
  };
})();
