// A meeting: one item a screen, by keyboard, touch or from a second window. All items
// are in the page, so that what the network does meanwhile makes no difference.
(function () {
  "use strict";

  const DRAFT = "coterminous-draft";
  const SWIPE = 60;
  const items = document.querySelector("[data-meeting]");
  const notes = document.querySelector("[data-notes]");
  const drafting = document.querySelector("[data-drafting]");

  // Drafting: a browser remembers the link of the agenda it last put together, so that
  // "Add to a meeting" on any page adds to it.

  function kept() {
    try {
      return sessionStorage.getItem(DRAFT);
    } catch {
      return null;
    }
  }

  if (drafting) {
    try {
      sessionStorage.setItem(DRAFT, drafting.dataset.drafting);
    } catch {
      // A browser that keeps nothing starts each agenda anew.
    }
    document.querySelectorAll("[data-own-link]").forEach((line) => {
      line.value = new URL(line.value, location.href).href;
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-add-view], a[data-draft]");
    const draft = link && kept();
    if (!draft) {
      return;
    }
    const address = new URL(draft, location.href);
    const added = new URL(link.href).searchParams;
    added.getAll("item").forEach((item) => address.searchParams.append("item", item));
    if (added.has("lang")) {
      address.searchParams.set("lang", added.get("lang"));
    }
    link.href = address.pathname + address.search;
  });

  if (!items && !notes) {
    return;
  }

  // Following: the windows of one meeting tell each other where they are.

  const key = items ? items.dataset.meeting : notes.dataset.notes;
  const sections = [...(items || notes).children];
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(key) : null;
  let at = 0;

  function tell() {
    if (channel) {
      channel.postMessage({ at });
    }
    try {
      localStorage.setItem(key, JSON.stringify({ at, when: Date.now() }));
    } catch {
      // Then only windows that have the channel follow.
    }
  }

  function hear(told) {
    if (!told) {
      return;
    }
    if (told.ask && items) {
      tell();
    } else if (Number.isInteger(told.at) && told.at !== at) {
      show(told.at, { isTold: true });
    }
  }

  if (channel) {
    channel.addEventListener("message", (event) => hear(event.data));
  } else {
    window.addEventListener("storage", (event) => {
      if (event.key === key && event.newValue) {
        hear(JSON.parse(event.newValue));
      }
    });
  }

  // Showing

  const bar = document.getElementById("stage");
  const dialog = document.getElementById("keys");

  function control(name) {
    return bar.querySelector(`[data-stage="${name}"]`);
  }

  function show(wanted, { isTold = false, isFirst = false } = {}) {
    at = Math.min(Math.max(wanted, 0), sections.length - 1);
    const section = sections[at];
    sections.forEach((each, position) => {
      const isHere = position === at;
      each.classList.toggle("is-here", isHere);
      if (isHere) {
        each.setAttribute("aria-current", "true");
      } else {
        each.removeAttribute("aria-current");
      }
    });
    if (items) {
      showItem(section, isFirst);
    } else {
      section.scrollIntoView({ block: "center" });
    }
    if (!isTold) {
      tell();
    }
  }

  function showItem(section, isFirst) {
    [...bar.querySelectorAll("[data-step]")].forEach((step, position) => {
      step.className = position === at ? "on" : position < at ? "done" : "";
    });
    control("previous").disabled = at === 0;
    control("next").disabled = at === sections.length - 1;
    control("leave").href = section.dataset.leave || "/";
    control("table").hidden = !section.querySelector(".item-table");
    const place = section.querySelector(".item-place");
    control("said").textContent = place ? place.textContent : "";
    window.scrollTo(0, 0);
    history.replaceState(history.state, "", `#${section.id}`);
    const heading = section.querySelector("h2");
    if (heading && !isFirst) {
      heading.focus({ preventScroll: true });
    }
  }

  function turnTable() {
    const table = sections[at].querySelector(".item-table");
    if (table) {
      table.open = !table.open;
      sections[at].classList.toggle("as-table", table.open);
      if (table.open) {
        table.querySelector("[tabindex]")?.focus({ preventScroll: true });
      }
    }
  }

  function turnKeys() {
    if (dialog.open) {
      dialog.close();
    } else {
      dialog.showModal();
    }
  }

  function leave() {
    location.assign(control("leave").href);
  }

  // Keys. What has a meaning of its own where the focus is keeps it.

  const OWN_KEYS = "a, button, summary, input, select, textarea, dialog[open] *";

  function keyOf(event) {
    if (event.key === " ") {
      return event.shiftKey ? "PageUp" : "PageDown";
    }
    return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  }

  const ACTS = {
    ArrowRight: () => show(at + 1),
    PageDown: () => show(at + 1),
    ArrowLeft: () => show(at - 1),
    PageUp: () => show(at - 1),
    Home: () => show(0),
    End: () => show(sections.length - 1),
  };
  const ON_STAGE = {
    t: turnTable,
    n: () => control("notes").click(),
    "?": turnKeys,
    Escape: leave,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (dialog?.open) {
      if (event.key === "?") {
        turnKeys();
      }
      return;
    }
    const isTyped = event.key === " " || event.key === "Enter";
    const isField = event.target.closest("input, select, textarea");
    if (isField || (isTyped && event.target.closest(OWN_KEYS))) {
      return;
    }
    const name = keyOf(event);
    const act = ACTS[name] || (items && ON_STAGE[name]);
    if (act) {
      event.preventDefault();
      act();
    }
  });

  function fromAddress() {
    const found = sections.findIndex((each) => `#${each.id}` === location.hash);
    return Math.max(found, 0);
  }

  if (notes) {
    show(0, { isTold: true });
    if (channel) {
      channel.postMessage({ ask: true });
    }
    return;
  }

  // The stage

  document.documentElement.classList.add("staged");
  bar.hidden = false;
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-stage]");
    const acts = {
      previous: () => show(at - 1),
      next: () => show(at + 1),
      table: turnTable,
      keys: turnKeys,
      close: () => dialog.close(),
    };
    acts[pressed?.dataset.stage]?.();
  });
  sections.forEach((section) => {
    const table = section.querySelector(".item-table");
    table?.addEventListener("toggle", () => {
      section.classList.toggle("as-table", table.open);
    });
  });
  window.addEventListener("hashchange", () => show(fromAddress()));

  // Touch: a swipe across, unless what is under it scrolls that way.
  let start = null;
  function scrollsAcross(element) {
    const box = element.closest(".scroll, .item-figure");
    return box !== null && box.scrollWidth > box.clientWidth + 1;
  }
  items.addEventListener(
    "touchstart",
    (event) => {
      const one = event.touches.length === 1 && !scrollsAcross(event.target);
      start = one ? [event.touches[0].clientX, event.touches[0].clientY] : null;
    },
    { passive: true },
  );
  items.addEventListener("touchend", (event) => {
    if (!start) {
      return;
    }
    const [x, y] = start;
    const across = event.changedTouches[0].clientX - x;
    const down = event.changedTouches[0].clientY - y;
    start = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
      show(across < 0 ? at + 1 : at - 1);
    }
  });

  show(fromAddress(), { isFirst: true });
})();
