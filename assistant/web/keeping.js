// Conversations that are kept: opens the page with one, shows the question's address, tells what is pressed.
(() => {
  const KEY = "assistant.reader"; // in this browser's storage
  let drawn = false; // whether a question stands on the page
  let open = false; // whether the list of conversations is shown
  let next = null; // what has the focus once the list is drawn anew
  let title = ""; // the page's own

  // Random, so that nobody can guess it; sent with the page's requests and never a part of an address.
  function key() {
    if (!document.getElementById("conversations")) return "";
    try {
      const known = localStorage.getItem(KEY);
      if (/^[0-9a-f]{32}$/.test(known)) return known;
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      const own = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      localStorage.setItem(KEY, own);
      return own;
    } catch {
      return ""; // storage is blocked
    }
  }

  // Asked for by Gradio, once the page is there.
  window.openingOfThisPage = () => {
    const asked = new URLSearchParams(location.search);
    const opening = {
      key: key(),
      conversation: history.state?.conversation ?? null, // loaded anew, or come back to
      question: asked.get("q") ?? "",
      people: asked.getAll("person"),
      publications: asked.getAll("publication"),
      since: asked.get("since") ?? "",
      until: asked.get("until") ?? "",
      kinds: asked.getAll("form"),
      side: asked.get("side") ?? "",
    };
    return [encodeURIComponent(JSON.stringify(opening))];
  };

  // A question asked before that would be kept for nobody: it waits for it, though not for ever.
  const opened = new Promise((resolve) => {
    document.addEventListener("opened", resolve, { once: true });
  });

  // Questions, and presses that change the conversation, are taken one at a time: the next is sent once the page
  // shows the end of the one before. A question is dropped where the one before it has got an answer: it was
  // pressed twice, or while Stop was shown.
  let turn = null; // of what is under way: a promise of whether a question may follow it
  let pass = null;
  let asking = false; // whether a question is under way
  let stopping = false; // whether it is being cancelled
  let dropped = 0; // questions whose failure Gradio has yet to tell

  window.inTurn = async (inputs, asks = false) => {
    while (turn) {
      if ((await turn) || !asks) continue;
      dropped += 1;
      throw new Error("one question at a time");
    }
    turn = new Promise((resolve) => (pass = resolve));
    [asking, stopping] = [asks, false];
    if (asks) document.getElementById("ask")?.setAttribute("aria-disabled", "true");
    await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    return inputs;
  };

  // Shows Ask again, and no Stop.
  window.ended = (free = !asking || !!document.querySelector("#notice .notice")) => {
    document.getElementById("ask")?.removeAttribute("aria-disabled");
    pass?.(free);
    [turn, asking, stopping] = [null, false, false];
    return [true, false].map((visible) => ({ __type__: "update", visible }));
  };

  // Gradio tells that a question has failed: refused, dropped, or cancelled, which ends once it is kept.
  window.failed = () => {
    if (!dropped) return stopping ? [] : ended(true);
    dropped -= 1;
    return [];
  };

  window.stopped = () => {
    stopping = asking;
    return [];
  };

  function press(act, more = {}) {
    const detail = encodeURIComponent(JSON.stringify({ act, ...more }));
    document.dispatchEvent(new CustomEvent("press", { detail }));
  }

  const list = () => document.getElementById("kept");
  const box = () => document.querySelector("#question textarea");
  const isAnswering = () => !!document.getElementById("stop");

  function redrawn() {
    const asked = document.querySelector("#current .asked");
    title ||= document.title;
    document.title = asked ? `${document.querySelector("#current .question").textContent} · ${title}` : title;
    if (asked || drawn) {
      const { address = "", conversation = "" } = asked?.dataset ?? {};
      history.replaceState({ ...history.state, conversation }, "", location.pathname + address);
    }
    drawn = !!asked;
  }

  function listed() {
    if (!open) return;
    if (!list()) {
      open = false;
      box().focus();
      return;
    }
    list().showPopover();
    (list().querySelector(next) ?? list().querySelector("header button")).focus();
    next = null;
  }

  function pressed(button) {
    const entry = button.closest("#kept li");
    const conversation = entry?.dataset.conversation;
    if (button.matches(".edit, .leave")) {
      press(button.className);
      box().focus();
    } else if (button.matches("[data-suggested]") && !isAnswering()) {
      document.dispatchEvent(new CustomEvent("suggested", { detail: button.dataset.suggested }));
    } else if (entry && button.matches(".open")) {
      list().hidePopover();
      press("open", { conversation });
      box().focus();
    } else if (entry && button.matches(".rename")) {
      const form = entry.querySelector("form");
      form.hidden = !form.hidden;
      button.setAttribute("aria-expanded", !form.hidden);
      if (!form.hidden) form.elements.title.select();
    } else if (entry && button.matches(".delete.sure")) {
      press("delete", { conversation });
    } else if (entry && button.matches(".delete")) {
      button.classList.add("sure");
      button.textContent = "Delete for good?";
      button.setAttribute("aria-label", `${button.textContent} ${entry.querySelector(".open").textContent}`);
    }
  }

  document.addEventListener("redrawn", redrawn);
  document.addEventListener("listed", listed);
  document.addEventListener("opened", (event) => {
    // After this round, in which the box and the filters are filled in.
    if (event.detail === "ask") setTimeout(() => document.getElementById("ask")?.click());
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button) pressed(button);
  });
  document.addEventListener("submit", (event) => {
    const entry = event.target.closest?.("#kept li");
    if (!entry) return;
    event.preventDefault();
    const { conversation } = entry.dataset;
    next = `li[data-conversation="${conversation}"] .open`;
    press("rename", { conversation, title: event.target.elements.title.value });
  });
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.id === "kept") open = event.newState === "open";
    },
    true, // it does not bubble
  );
})();
