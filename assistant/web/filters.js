// Chips of the chosen filters at the question's box; Enter in a filter's box takes the name that is offered.
(() => {
  let chosen = [[], [], "", "", [], ""]; // people, publications, since, until, forms, side
  let next = null; // the chip that has the focus once the chips are drawn anew
  let asked = null; // the question that is asked again once a name stands in the filters

  const list = () => document.querySelector("#chips ul");

  // What each chip says, and what would be left without it.
  function chips() {
    const [, , since, until, , side] = chosen;
    const without = (place, value) => chosen.map((each, other) => (other === place ? value : each));
    const named = (place, label = (name) => name) =>
      chosen[place].map((name) => ({
        label: label(name),
        left: without(place, chosen[place].filter((it) => it !== name)),
      }));
    const dated = [
      since && { label: words("filter.since", { date: since }), left: without(2, "") },
      until && { label: words("filter.until", { date: until }), left: without(3, "") },
    ];
    const sided = side && { label: words("filter.side", { side: words(`side.${side}`) }), left: without(5, "") };
    return [...named(0), ...named(1), ...named(4, (form) => words(`kinds.${form}`)), sided, ...dated].filter(Boolean);
  }

  function change(filters) {
    const detail = encodeURIComponent(JSON.stringify(filters));
    document.dispatchEvent(new CustomEvent("left", { detail }));
  }

  // A name that was meant takes the place of the one that was typed.
  function corrected({ typed, meant, question }) {
    const named = (names) => [...new Set(names.map((name) => (name === typed ? meant : name)))];
    asked = question;
    change(chosen.map((each) => (Array.isArray(each) ? named(each) : each)));
  }

  function drawn({ label, left }, place) {
    const chip = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", words("script.remove_filter", { words: label }));
    button.addEventListener("click", () => {
      next = place;
      change(left);
    });
    const text = document.createElement("span");
    text.textContent = label;
    chip.append(text, button);
    return chip;
  }

  function draw() {
    const buttons = () => [...list().querySelectorAll("button")];
    const focused = next ?? buttons().indexOf(document.activeElement);
    list().replaceChildren(...chips().map(drawn));
    next = null;
    if (focused < 0) return;
    (buttons()[Math.min(focused, buttons().length - 1)] ?? document.querySelector("#question textarea")).focus();
  }

  document.addEventListener("chosen", ({ detail: [people, publications, since, until, forms, side] }) => {
    const typed = [since, until].map((it) => (it ?? "").trim());
    const now = [people ?? [], publications ?? [], ...typed, forms ?? [], side ?? ""];
    if (asked !== null) {
      document.dispatchEvent(new CustomEvent("suggested", { detail: asked }));
      asked = null;
    }
    if (JSON.stringify(now) === JSON.stringify(chosen)) return;
    chosen = now;
    draw();
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-meant]");
    if (button && !document.getElementById("stop")) corrected(button.dataset);
  });

  // Gradio would take what is typed itself for a name.
  function taken(event) {
    const box = event.target.closest?.("#people input, #publications input, #kinds input");
    if (event.key !== "Enter" || !box?.value.trim()) return;
    const offered = [...document.querySelectorAll("[role=option]")].filter((it) => it.checkVisibility());
    if (!offered.length || offered.some((it) => it.matches(".active"))) return;
    const typed = box.value.trim().toLowerCase();
    const same = offered.find((it) => it.ariaLabel.toLowerCase().startsWith(`${typed}, `));
    event.preventDefault();
    event.stopPropagation();
    (same ?? offered[0]).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  }
  document.addEventListener("keydown", taken, true);
})();
