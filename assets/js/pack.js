// While a board pack is being made: how far it is, and the file as soon as it is there.
(function () {
  "use strict";

  const EVERY_MS = 1000;
  const page = document.querySelector(".making[data-progress]");
  const bar = document.getElementById("making-bar");
  if (!page || !bar) {
    return;
  }
  const told = document.getElementById("making-told");
  const file = document.getElementById("making-file");

  function show(progress) {
    bar.max = Math.max(progress.of, 1);
    bar.value = progress.done;
    told.textContent = told.dataset.told
      .replace("{done}", String(progress.done))
      .replace("{count}", String(progress.of));
  }

  async function ask() {
    try {
      const answer = await fetch(page.dataset.progress);
      const progress = await answer.json();
      show(progress);
      if (progress.failed) {
        location.reload();
        return;
      }
      if (progress.is_ready) {
        bar.value = bar.max;
        told.textContent = file.dataset.ready;
        file.textContent = file.dataset.take;
        location.assign(file.href);
        return;
      }
    } catch {
      // The next time may be better.
    }
    window.setTimeout(ask, EVERY_MS);
  }
  window.setTimeout(ask, EVERY_MS);
})();
