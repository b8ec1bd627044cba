// Tables that can be put in another order, and long ones that begin short.
(function () {
  "use strict";

  // What the reader chose, by the table's key, so that it outlives a new drawing.
  const orders = new Map();
  const whole = new Set();
  // Groups of rows by table, as the server put them, for those that have more than one.
  const groups = new WeakMap();

  function valueOf(row, column, kind) {
    const cell = row.cells[column];
    const text = cell.dataset.v === undefined ? cell.textContent : cell.dataset.v;
    if (kind === "text") {
      return text.trim();
    }
    return text === "" ? null : Number(text);
  }

  function compare(one, other, kind) {
    if (one === null || other === null) {
      return null;
    }
    return kind === "text"
      ? one.localeCompare(other, document.documentElement.lang)
      : one - other;
  }

  // Rows of groups stand together without their headings while they are in an order.
  function gather(table) {
    if (table.tBodies.length > 1 && !groups.has(table)) {
      const bodies = [...table.tBodies];
      groups.set(table, bodies.map((body) => [body, [...body.rows]]));
      table.createTBody();
    }
    const known = groups.get(table);
    if (!known) {
      return table.tBodies[0];
    }
    const gathered = table.tBodies[table.tBodies.length - 1];
    known.forEach(([body, rows]) => {
      body.hidden = true;
      gathered.append(...rows.filter((row) => !row.matches(".group, .missing")));
    });
    return gathered;
  }

  function scatter(table) {
    groups.get(table).forEach(([body, rows]) => {
      body.hidden = false;
      body.append(...rows);
    });
    markOrder(table, -1, "");
  }

  // Rows without a figure stay last, whichever way the others go.
  function sort(table, column, direction) {
    const kind = table.tHead.rows[0].cells[column].dataset.sort;
    const sign = direction === "ascending" ? 1 : -1;
    const body = gather(table);
    const rows = [...body.rows].map((row) => [valueOf(row, column, kind), row]);
    rows.sort(([one], [other]) => {
      const order = compare(one, other, kind);
      return order === null ? (one === null) - (other === null) : sign * order;
    });
    body.append(...rows.map(([, row]) => row));
    markOrder(table, column, direction);
  }

  function markOrder(table, column, direction) {
    [...table.tHead.rows[0].cells].forEach((heading, position) => {
      if (position === column) {
        heading.setAttribute("aria-sort", direction);
      } else {
        heading.removeAttribute("aria-sort");
      }
    });
  }

  function chooseOrder(table, heading) {
    const wasDescending = heading.getAttribute("aria-sort") === "descending";
    const wasAscending = heading.getAttribute("aria-sort") === "ascending";
    const first = heading.dataset.sort === "text" ? "ascending" : "descending";
    const unsorted = !wasAscending && !wasDescending;
    const turned = wasDescending ? "ascending" : "descending";
    const direction = unsorted ? first : turned;
    // A third press goes back to the groups.
    if (groups.has(table) && !unsorted && direction === first) {
      orders.delete(table.dataset.key);
      scatter(table);
      return;
    }
    orders.set(table.dataset.key, [heading.cellIndex, direction]);
    showWhole(table);
    sort(table, heading.cellIndex, direction);
  }

  function makeSortable(table) {
    table.querySelectorAll("thead th[data-sort]").forEach((heading) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.key = `${table.dataset.key}-${heading.cellIndex}`;
      button.append(...heading.childNodes);
      button.addEventListener("click", () => chooseOrder(table, heading));
      heading.append(button);
    });
    const order = orders.get(table.dataset.key);
    if (order) {
      sort(table, ...order);
    }
  }

  function showWhole(table) {
    whole.add(table.dataset.key);
    table.classList.remove("is-short");
    const more = document.querySelector(`[data-more="${table.dataset.key}"]`);
    if (more) {
      more.hidden = true;
    }
  }

  document.addEventListener("click", (event) => {
    const more = event.target.closest("[data-more]");
    if (!more) {
      return;
    }
    const table = document.querySelector(`table[data-key="${more.dataset.more}"]`);
    const next = table.querySelector("tr.rest a");
    showWhole(table);
    if (next) {
      next.focus();
    }
  });

  window.coterminous.prepareTables = function (root) {
    root.querySelectorAll("table[data-sortable]").forEach(makeSortable);
    root.querySelectorAll("table.is-short").forEach((table) => {
      if (whole.has(table.dataset.key)) {
        showWhole(table);
      }
    });
  };
  window.coterminous.prepareTables(document);
})();
