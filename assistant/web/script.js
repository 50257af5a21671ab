// Puts together the turns of a conversation from what is sent of them (growing.py), and keeps each as it was drawn.
(() => {
  const drawn = new Map(); // HTML by part of the page and turn
  const MISSING = `<p class="notice">${words("script.incomplete")}</p>`;

  // Each step of the current turn names its pieces, and brings the new ones.
  window.grown = (part, log) => {
    if (!log) {
      // Another conversation: what was drawn of the one before is not of it.
      [...drawn.keys()].filter((key) => key.startsWith(`${part} `)).forEach((key) => drawn.delete(key));
      return "";
    }
    const [turn, ...steps] = log.split("\u001e");
    const pieces = [];
    let places = "";
    for (const step of steps) {
      const [named, ...added] = step.split("\u001f");
      places = named;
      pieces.push(...added);
    }
    const html = places.split(" ").flatMap((run) => pieces.slice(...run.split("-"))).join("");
    drawn.set(`${part} ${turn}`, html);
    return html;
  };

  // The turns before it are named, and brought where they were not drawn here; what the last one alone has goes.
  window.earlier = (part, sent) => {
    const turns = sent.split("\u001d").slice(1);
    return turns.map((each) => {
      const [turn, brought] = each.split("\u001f");
      const html = document.createElement("template");
      html.innerHTML = brought ?? drawn.get(`${part} ${turn}`) ?? MISSING;
      html.content.querySelectorAll(".redo, .suggestions, .asked").forEach((it) => it.remove());
      drawn.set(`${part} ${turn}`, html.innerHTML);
      return html.innerHTML;
    }).join("");
  };
})();

// Opens the article behind a citation in the sources panel, without asking the server; tells it to ask again.
(() => {
  let shown = null; // id of the opened place
  let origin = null; // the citation it was opened from
  let newest = 0; // the latest turn drawn
  let pressed = false; // whether a button was that asks: it goes, or becomes another, as the answer comes in

  const panel = () => document.getElementById("sources");
  const place = () => (shown ? document.getElementById(shown) : null);

  // Drawing anew drops what was opened here; this puts it back.
  function restore() {
    const here = place();
    if (!here) shown = null;
    panel()?.classList.toggle("opened", !!here);
    panel()?.querySelectorAll(".turn").forEach((turn) => turn.classList.toggle("shown", turn.contains(here)));
    const number = shown?.split("-").pop();
    panel()?.querySelectorAll("mark.on").forEach((mark) => mark.classList.remove("on"));
    const card = here?.closest(".source");
    if (!card) return null;
    card.open = true;
    measure(card);
    card.querySelectorAll(`mark[data-cites~="${number}"]`).forEach((mark) => mark.classList.add("on"));
    return card;
  }

  // The head and the record of an opened article stay in sight above its text, however high they are.
  function measure(card) {
    for (const [name, part] of [["--head", "summary"], ["--record", ".record"]]) {
      card.style.setProperty(name, `${card.querySelector(part).offsetHeight}px`);
    }
  }

  function open(citation) {
    shown = citation.getAttribute("href").slice(1);
    // One in the panel itself leads on from there: what it was opened from stays.
    if (!panel().contains(citation)) origin = citation;
    const card = restore();
    if (!card) return;
    card.querySelector("summary").focus({ preventScroll: true });
    const words = card.querySelector("mark.on");
    words.scrollIntoView({ block: "center" });
    // Of more words than there is room for, the first come first.
    const covered = card.querySelector(".record").getBoundingClientRect().bottom;
    if (words.getBoundingClientRect().top < covered) words.scrollIntoView({ block: "start" });
    // Where it covers the page, as on a phone, going back closes it.
    if (getComputedStyle(panel()).position === "fixed") {
      const at = { ...history.state, source: shown };
      history.state?.source ? history.replaceState(at, "") : history.pushState(at, "");
    }
  }

  function close() {
    if (history.state?.source) history.back();
    else closed();
  }

  function closed() {
    place()?.closest(".source")?.removeAttribute("open");
    shown = null;
    restore();
    if (origin?.isConnected) origin.focus();
    origin = null;
  }

  function redrawn() {
    restore();
    const latest = document.querySelector("#current .exchange");
    const turn = Number(latest?.dataset.turn ?? 0);
    if (turn > newest) {
      shown = null;
      if (history.state?.source) history.replaceState({ ...history.state, source: null }, "");
      restore();
      latest.scrollIntoView({ block: "start" });
    }
    const focused = document.activeElement;
    const lost = focused === document.body || !focused.checkVisibility();
    if (pressed && (lost || (turn > newest && focused.closest("#transcript")))) {
      const heading = latest?.querySelector(".question");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
    }
    newest = turn;
  }

  // Where a link that skips leads: to the box, to the answer below its question, to its first citation.
  const PLACES = {
    "#question": "#question textarea",
    "#current": "#current .exchange > :not(.question, .redo, .searched, .read)",
    "#cited": "#current a.cite",
  };

  function skip(link) {
    const there = document.querySelector(PLACES[link.getAttribute("href")]);
    if (!there) return;
    if (there.tabIndex < 0) there.tabIndex = -1;
    there.focus();
  }

  document.addEventListener("redrawn", redrawn);
  document.addEventListener("toggle", ({ target }) => target.matches(".source[open]") && measure(target), true);
  window.addEventListener("resize", () => panel()?.querySelectorAll(".source[open]").forEach(measure));
  window.addEventListener("popstate", ({ state }) => {
    if (state?.source) shown = state.source;
    else if (shown) closed();
    // The entry come back to may be older than what was drawn meanwhile.
    document.dispatchEvent(new CustomEvent("redrawn"));
  });
  document.addEventListener("click", (event) => {
    const citation = event.target.closest('a[href^="#src-"]');
    const skipping = event.target.closest("a.skip");
    const again = event.target.closest("button[data-again]");
    pressed = !!event.target.closest("#transcript button, #ask, #stop");
    if (citation) {
      event.preventDefault();
      open(citation);
    } else if (skipping) {
      event.preventDefault();
      skip(skipping);
    } else if (event.target.closest("#sources .back")) {
      close();
    } else if (again && !document.getElementById("stop")) {
      // One answer at a time: the Stop button is there while one comes in.
      document.dispatchEvent(new CustomEvent("again", { detail: again.dataset.again }));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) close();
  });
})();
