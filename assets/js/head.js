// Runs before anything is drawn.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

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
