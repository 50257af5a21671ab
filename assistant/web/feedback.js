// What a reader says of an answer or of one view: opens the reasons, sends what was said, shows what became of it.
(() => {
  const states = new Map(); // by answer and view; the page is drawn anew over what is shown of it

  const owner = (event) => event.target.closest?.(".feedback");

  function state({ answer, viewpoint = "" }) {
    const key = `${answer} ${viewpoint}`;
    if (!states.has(key)) {
      states.set(key, { open: false, complaints: [], comment: "", sent: null, said: null, text: "" });
    }
    return states.get(key);
  }

  const own = ({ answer, viewpoint }) =>
    `.feedback[data-answer="${answer}"]` + (viewpoint ? `[data-viewpoint="${viewpoint}"]` : ":not([data-viewpoint])");

  // A view's form is the answer's own, without the reason that no view can give, and there while it is open.
  function formOf(controls, open) {
    const { answer, viewpoint, without } = controls.dataset;
    let form = controls.querySelector("form");
    if (!viewpoint || (open && form)) return form;
    form?.remove();
    if (!open) return null;
    form = document.querySelector(`${own({ answer })} form`).cloneNode(true);
    form.querySelector(`[value="${without}"]`).parentElement.remove();
    controls.append(form);
    return form;
  }

  // Only news is read out, not what a redrawn page says again.
  function draw(controls, news = false) {
    const { open, complaints, comment, said, text } = state(controls.dataset);
    const [form, kept] = [formOf(controls, open), controls.querySelector("[role=status]")];
    if (form) {
      form.hidden = !open;
      form.querySelectorAll("input").forEach((box) => (box.checked = complaints.includes(box.value)));
      if (form.elements.comment.value !== comment) form.elements.comment.value = comment;
    }
    const wrong = controls.querySelector("[aria-expanded]");
    wrong.setAttribute("aria-expanded", open);
    wrong.classList.toggle("said", said === "wrong");
    controls.querySelector(".helpful")?.setAttribute("aria-pressed", said === "helpful");
    kept.setAttribute("aria-live", news ? "polite" : "off");
    if (kept.textContent !== text) kept.textContent = text;
  }

  function say({ answer, viewpoint }, said) {
    state({ answer, viewpoint }).sent = said.helpful ? "helpful" : "wrong";
    const about = viewpoint ? { answer, viewpoint: Number(viewpoint) } : { answer };
    const detail = encodeURIComponent(JSON.stringify({ ...about, ...said }));
    document.dispatchEvent(new CustomEvent("say", { detail }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".feedback button");
    if (!button) return;
    const controls = owner(event);
    const current = state(controls.dataset);
    if (button.matches(".helpful")) say(controls.dataset, { helpful: true });
    if (!button.matches("[aria-expanded]")) return;
    current.open = !current.open;
    draw(controls);
    if (current.open) controls.querySelector("form").scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("input", (event) => {
    if (!owner(event)) return;
    const form = new FormData(event.target.form);
    const written = { complaints: form.getAll("complaint"), comment: form.get("comment") };
    Object.assign(state(owner(event).dataset), written);
  });
  document.addEventListener("submit", (event) => {
    if (!owner(event)) return;
    event.preventDefault();
    const about = owner(event).dataset;
    const { complaints, comment } = state(about);
    say(about, { helpful: false, complaints, comment });
  });
  document.addEventListener("heard", (event) => {
    const { kept, text, ...about } = JSON.parse(decodeURIComponent(event.detail) || "{}");
    if (kept === undefined) return; // what was sent comes by here as well
    about.viewpoint ??= undefined; // as it is where there is none on the page
    const current = state(about);
    Object.assign(current, { text }, kept && { said: current.sent, open: false });
    const controls = document.querySelector(own(about));
    if (!controls) return;
    const inside = controls.querySelector("form")?.contains(document.activeElement);
    if (kept) controls.querySelector(".became")?.remove(); // of what was said before
    draw(controls, true);
    if (kept && inside) controls.querySelector("[aria-expanded]").focus();
  });
  document.addEventListener("redrawn", () => {
    document.querySelectorAll(".feedback").forEach((controls) => draw(controls));
  });
})();
