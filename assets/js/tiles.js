// The tile map by keyboard: one stop for Tab, the arrow keys go from tile to tile.
(function () {
  "use strict";

  const STEPS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  // A tile straight ahead but far is nearer than a close one well off the line.
  const OFF_THE_LINE = 2.5;

  function place(tile) {
    return [Number(tile.dataset.x), Number(tile.dataset.y)];
  }

  function nearest(tiles, from, [right, down]) {
    const [x, y] = place(from);
    let best = null;
    let shortest = Infinity;
    tiles.forEach((tile) => {
      const [otherX, otherY] = place(tile);
      const ahead = (otherX - x) * right + (otherY - y) * down;
      const aside = Math.abs((otherX - x) * down) + Math.abs((otherY - y) * right);
      const distance = ahead + OFF_THE_LINE * aside;
      if (ahead > 0 && distance < shortest) {
        shortest = distance;
        best = tile;
      }
    });
    return best;
  }

  function setStop(tiles, stop) {
    tiles.forEach((tile) => {
      tile.tabIndex = tile === stop ? 0 : -1;
    });
  }

  window.coterminous.prepareTiles = function (root) {
    root.querySelectorAll(".tiles").forEach((map) => {
      const tiles = [...map.querySelectorAll("a.tile")];
      const own = map.querySelector(".own a.tile") || tiles[0];
      setStop(tiles, own);
      map.addEventListener("focusin", (event) => {
        const tile = event.target.closest("a.tile");
        if (tile) {
          setStop(tiles, tile);
        }
      });
      map.addEventListener("keydown", (event) => {
        const step = STEPS[event.key];
        const here = event.target.closest("a.tile");
        if (!step || !here || event.altKey || event.ctrlKey || event.metaKey) {
          return;
        }
        event.preventDefault();
        const next = nearest(tiles, here, step);
        if (next) {
          next.focus();
        }
      });
    });
  };
  window.coterminous.prepareTiles(document);
})();
