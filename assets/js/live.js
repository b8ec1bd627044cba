// One view after another without leaving the page. The address is the only state:
// a choice changes the address, Dash notices, the server answers with the inside of
// each region, and the regions are drawn with focus and open parts kept.
(function () {
  "use strict";

  const MOST_REMEMBERED = 40;
  const MOST_PINNED = 4;
  const answers = new Map();
  let drawn = here();
  let version = "";
  remember({
    asked: drawn,
    href: drawn,
    version: document.getElementById("main").dataset.version,
    title: document.title,
    announce: document.querySelector("h1").textContent,
    regions: Object.fromEntries(window.coterminous.first),
  });
  let attempt = 0;
  let isListening = false;

  function here() {
    return location.pathname + location.search;
  }

  function noUpdate() {
    return window.dash_clientside.no_update;
  }

  // Answers

  function remember(answer) {
    if (answer.version !== version) {
      answers.clear();
      version = answer.version;
    }
    [answer.asked, answer.href].forEach((address) => {
      answers.delete(address);
      answers.set(address, answer);
    });
    while (answers.size > MOST_REMEMBERED) {
      answers.delete(answers.keys().next().value);
    }
  }

  function decide() {
    isListening = true;
    const wanted = here();
    if (wanted === drawn) {
      // Back before the answer came: the choice that was left is taken back too.
      document.querySelectorAll("form[data-view]").forEach((form) => form.reset());
      setBusy(false);
      return noUpdate();
    }
    const known = answers.get(wanted);
    if (known) {
      show(known);
      return noUpdate();
    }
    setBusy(true);
    attempt += 1;
    return { href: wanted, attempt };
  }

  function draw(answer) {
    if (!answer) {
      return noUpdate();
    }
    remember(answer);
    // The reader may have moved on before this answer came.
    if (answer.asked !== here()) {
      return noUpdate();
    }
    show(answer);
    return answer.href;
  }

  // Drawing

  function regions() {
    return document.querySelectorAll("[data-region]");
  }

  function setBusy(isBusy) {
    regions().forEach((region) => {
      if (isBusy) {
        region.setAttribute("aria-busy", "true");
      } else {
        region.removeAttribute("aria-busy");
      }
    });
  }

  function byKey(key) {
    return key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  }

  // Elements drawn at both widths share a key's ending; the one that shows is meant.
  function visible(element) {
    return element && element.getClientRects().length ? element : null;
  }

  function openKeys() {
    const opened = document.querySelectorAll("details[data-key][open]");
    return [...opened].map((details) => details.dataset.key);
  }

  // Noted as it happens: to ask a box in a closed part where it stands is to have all
  // of that part laid out.
  const scrolled = new Map();
  document.addEventListener(
    "scroll",
    (event) => {
      const box = event.target;
      const name = box.dataset && box.dataset.scroll;
      if (name && (box.scrollLeft || box.scrollTop)) {
        scrolled.set(name, [box.scrollLeft, box.scrollTop]);
      } else {
        scrolled.delete(name);
      }
    },
    { capture: true, passive: true },
  );

  function show(answer) {
    const focused = document.activeElement;
    const held = focused && focused.closest("[data-key], [data-region]");
    const key = held ? held.dataset.key : undefined;
    const region = focused && focused.closest("[data-region]");
    const top = held ? held.getBoundingClientRect().top : 0;
    const opened = openKeys();

    window.coterminous.beginDrawing();
    for (const [id, html] of Object.entries(answer.regions)) {
      const element = document.getElementById(id);
      if (element) {
        element.innerHTML = html;
      }
    }
    opened.forEach((name) => {
      const details = byKey(name);
      if (details) {
        details.open = true;
      }
    });
    prepare();
    scrolled.forEach(([right, down], name) => {
      const box = document.querySelector(`[data-scroll="${CSS.escape(name)}"]`);
      if (box) {
        box.scrollTo(right, down);
      }
    });
    restoreFocus(key, region, top);

    document.title = answer.title;
    if (answer.href !== here()) {
      history.replaceState(history.state, "", answer.href);
    }
    drawn = here();
    setBusy(false);
    document.getElementById("announcement").textContent = answer.announce;
    window.coterminous.exploreAgain();
  }

  // What was under the reader's hand stays there, even where text above it grew.
  function restoreFocus(key, region, top) {
    const again = visible(byKey(key));
    if (again) {
      window.scrollBy({ top: again.getBoundingClientRect().top - top });
      if (again !== document.activeElement) {
        again.focus({ preventScroll: true });
      }
    } else if (region && document.activeElement === document.body) {
      const target = region.querySelector("h1, h2, select, a, button");
      if (target) {
        if (target.matches("h1, h2")) {
          target.tabIndex = -1;
        }
        target.focus({ preventScroll: true });
      }
    }
  }

  function prepare() {
    window.coterminous.prepareTables(document);
    window.coterminous.prepareTiles(document);
  }

  // Choices

  function pinsOf(url) {
    return (url.searchParams.get("pinned") || "").split(",").filter(Boolean);
  }

  function addressOfUrl(url) {
    const text = url.searchParams.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    return url.pathname + (text ? `?${text}` : "");
  }

  // Links and forms lead on from what is drawn. Where an earlier choice is still on its
  // way, only what this one changes is added to it, so that neither is lost.
  function withEarlier(address) {
    const [was, wanted, now] = [drawn, address, here()].map(
      (each) => new URL(each, location.origin),
    );
    if (drawn === here() || was.pathname !== now.pathname) {
      return address;
    }
    const pins = new Set(pinsOf(now));
    pinsOf(was).forEach((pin) => pinsOf(wanted).includes(pin) || pins.delete(pin));
    pinsOf(wanted).forEach((pin) => pinsOf(was).includes(pin) || pins.add(pin));
    new Set([...was.searchParams.keys(), ...wanted.searchParams.keys()]).forEach((name) => {
      const value = wanted.searchParams.get(name);
      if (value === null) {
        now.searchParams.delete(name);
      } else if (value !== was.searchParams.get(name)) {
        now.searchParams.set(name, value);
      }
    });
    // Pins are added to and taken from, where the other choices replace each other.
    if (pins.size) {
      now.searchParams.set("pinned", [...pins].slice(-MOST_PINNED).join(","));
    } else {
      now.searchParams.delete("pinned");
    }
    now.pathname = wanted.pathname;
    return addressOfUrl(now);
  }

  function go(chosen) {
    const address = withEarlier(chosen);
    if (address === here()) {
      return;
    }
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function isOrdinary(event) {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    return !isListening || event.defaultPrevented || event.button !== 0 || modified;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-view]");
    if (!link || isOrdinary(event)) {
      return;
    }
    const address = new URL(link.getAttribute("href"), location.href);
    if (address.pathname !== location.pathname || address.origin !== location.origin) {
      return;
    }
    event.preventDefault();
    go(address.pathname + address.search);
  });

  // What comes by itself is left out, so that a link goes on showing the latest.
  function usualNames(form) {
    const chosen = form.querySelectorAll("option[data-usual]:checked");
    return new Set([...chosen].map((option) => option.parentElement.closest("select").name));
  }

  function addressOf(form, changed) {
    const query = new URLSearchParams();
    const pins = [];
    const usual = usualNames(form);
    new FormData(form).forEach((value, name) => {
      if (value === "" || usual.has(name)) {
        return;
      }
      if (name === "pinned") {
        pins.push(...String(value).split(","));
      } else {
        query.set(name, String(value));
      }
    });
    // Another window has other periods: its latest is shown.
    if (changed === "window") {
      query.delete("period");
    }
    if (pins.length) {
      query.set("pinned", pins.slice(-MOST_PINNED).join(","));
    }
    // Of many pages, what names one stands in its path.
    const name = form.dataset.oneOf;
    const path = name ? `${form.getAttribute("action")}/${form.elements[name].value}` : form.getAttribute("action");
    query.delete(name);
    return addressOfUrl(new URL(`${path}?${query}`, location.origin));
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-view]");
    if (!form) {
      return;
    }
    if (isListening) {
      go(addressOf(form, event.target.name));
    } else {
      form.requestSubmit();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-view]");
    if (form && isListening) {
      event.preventDefault();
      go(addressOf(form, ""));
    }
  });

  // Failures

  function showFailure(reference) {
    const template = document.getElementById("failure");
    const notes = document.getElementById("notes");
    if (!template || !notes) {
      return;
    }
    const failure = template.content.cloneNode(true);
    failure.querySelector("[data-reference]").textContent = reference;
    failure.querySelector("[data-reference-line]").hidden = !reference;
    notes.replaceChildren(failure);
    setBusy(false);
    const words = notes.textContent.replace(/\s+/g, " ").trim();
    document.getElementById("announcement").textContent = words;
    notes.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) {
      setBusy(true);
      attempt += 1;
      window.dash_clientside.set_props("request", {
        data: { href: here(), attempt },
      });
    }
  });

  // Dash tells nobody when a request of its own fails, so its requests are watched.
  const fetched = window.fetch;
  window.fetch = async function (resource, options) {
    const address = typeof resource === "string" ? resource : resource.url;
    if (!address.includes("_dash-update-component")) {
      return fetched.call(window, resource, options);
    }
    let response;
    try {
      response = await fetched.call(window, resource, options);
    } catch (error) {
      showFailure("");
      throw error;
    }
    if (response.status === 401) {
      // Signed out meanwhile: the page itself says so, and how to go on.
      location.reload();
    } else if (!response.ok) {
      showFailure(response.headers.get("X-Request-Reference") || "");
    }
    return response;
  };

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.coterminous = { decide, draw };
})();
