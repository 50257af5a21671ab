// What a reader says of an answer: opens the reasons, sends what was said, shows what became of it.
(() => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const reader = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const states = new Map(); // by answer; the page is drawn anew over what is shown of it

  const owner = (event) => event.target.closest?.(".feedback");

  function state(answer) {
    if (!states.has(answer)) {
      states.set(answer, { open: false, complaints: [], comment: "", sent: null, said: null, text: "" });
    }
    return states.get(answer);
  }

  // Only news is read out, not what a redrawn page says again.
  function draw(controls, news = false) {
    const { open, complaints, comment, said, text } = state(controls.dataset.answer);
    const [form, kept] = [controls.querySelector("form"), controls.querySelector(".kept")];
    form.hidden = !open;
    form.querySelectorAll("input").forEach((box) => (box.checked = complaints.includes(box.value)));
    if (form.elements.comment.value !== comment) form.elements.comment.value = comment;
    controls.querySelector(".wrong").setAttribute("aria-expanded", open);
    controls.querySelector(".wrong").classList.toggle("said", said === "wrong");
    controls.querySelector(".helpful").setAttribute("aria-pressed", said === "helpful");
    kept.setAttribute("aria-live", news ? "polite" : "off");
    if (kept.textContent !== text) kept.textContent = text;
  }

  function say(answer, said) {
    state(answer).sent = said.helpful ? "helpful" : "wrong";
    const detail = encodeURIComponent(JSON.stringify({ answer, reader, ...said }));
    document.dispatchEvent(new CustomEvent("say", { detail }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".feedback button");
    if (!button) return;
    const controls = owner(event);
    const current = state(controls.dataset.answer);
    if (button.matches(".helpful")) say(controls.dataset.answer, { helpful: true });
    if (!button.matches(".wrong")) return;
    current.open = !current.open;
    draw(controls);
    if (current.open) controls.querySelector("form").scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("input", (event) => {
    if (!owner(event)) return;
    const form = new FormData(event.target.form);
    const written = { complaints: form.getAll("complaint"), comment: form.get("comment") };
    Object.assign(state(owner(event).dataset.answer), written);
  });
  document.addEventListener("submit", (event) => {
    if (!owner(event)) return;
    event.preventDefault();
    const { answer } = owner(event).dataset;
    const { complaints, comment } = state(answer);
    say(answer, { helpful: false, complaints, comment });
  });
  document.addEventListener("heard", (event) => {
    const { answer, kept, text } = JSON.parse(decodeURIComponent(event.detail) || "{}");
    if (kept === undefined) return; // what was sent comes by here as well
    const current = state(answer);
    Object.assign(current, { text }, kept && { said: current.sent, open: false });
    const controls = document.querySelector(`.feedback[data-answer="${answer}"]`);
    if (!controls) return;
    const inside = controls.querySelector("form").contains(document.activeElement);
    draw(controls, true);
    if (kept && inside) controls.querySelector(".wrong").focus();
  });
  document.addEventListener("redrawn", () => {
    document.querySelectorAll(".feedback").forEach((controls) => draw(controls));
  });
})();
