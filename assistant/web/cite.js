// Copies views and references, prints, and saves what the server makes of an answer as a file.
(() => {
  const SHOWN = 4000; // milliseconds

  function tell(button, text) {
    const status = button.parentElement.querySelector("[role=status]") ?? button.closest("details")?.querySelector("[role=status]");
    if (!status) return;
    status.textContent = text;
    setTimeout(() => status.textContent === text && (status.textContent = ""), SHOWN);
  }

  async function copy(button) {
    const text = button.dataset.copy ?? button.parentElement.querySelector(".reference").textContent;
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Only pages of https, or of this machine, have that clipboard.
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      copied = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    tell(button, copied ? words("script.copied") : words("script.no_copying"));
  }

  let pressed = null; // the button of the file that is being made

  function save({ name, mime, text, problem }) {
    if (problem) return pressed && tell(pressed, problem);
    const address = URL.createObjectURL(new Blob([text], { type: `${mime};charset=utf-8` }));
    Object.assign(document.createElement("a"), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), SHOWN);
    if (pressed) tell(pressed, words("script.saved", { name }));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.matches(".copy")) copy(button);
    if (button?.matches(".export .print")) window.print();
    if (!button?.matches(".file[data-file]")) return;
    pressed = button;
    document.dispatchEvent(new CustomEvent("export", { detail: button.dataset.file }));
  });
  document.addEventListener("exported", (event) => {
    // What was sent comes by here as well.
    if (event.detail?.startsWith("%7B")) save(JSON.parse(decodeURIComponent(event.detail)));
  });
})();
