"use strict";
const form = document.getElementById("filter");
const count = document.getElementById("count");
const cases = [...document.querySelectorAll(".case")];
const texts = new Map();

// A case's text is read once, when words are first looked for.
function text(one) {
  if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
  return texts.get(one);
}

// Of which measures a case tells: those it fell short of, or those that moved.
function fits(one, wanted) {
  const failed = one.dataset.failures !== "";
  const measures = one.dataset[wanted.change || "short"].split(" ").filter(Boolean);
  return ["suite", "half", "category"].every((key) => !wanted[key] || one.dataset[key] === wanted[key])
    && (!wanted.outcome || (wanted.outcome === "failed") === failed)
    && (!wanted.change || measures.length > 0)
    && (!wanted.measure || measures.includes(wanted.measure))
    && wanted.words.toLowerCase().split(/\s+/).every((word) => text(one).includes(word));
}

function apply() {
  const wanted = Object.fromEntries(new FormData(form));
  let shown = 0;
  for (const one of cases) {
    one.hidden = !fits(one, wanted);
    shown += !one.hidden;
  }
  count.textContent = `${shown} of ${cases.length} cases`;
}

// "#half=open&measure=coverage" sets the filter; any other address is a place on the page.
function follow() {
  const address = location.hash.slice(1);
  if (address.includes("=")) {
    const wanted = new URLSearchParams(address);
    for (const field of form.elements) if (field.name) field.value = wanted.get(field.name) || "";
    apply();
    document.getElementById("cases").scrollIntoView();
    return;
  }
  const one = document.getElementById(address);
  if (!one || !one.matches(".case")) return;
  one.hidden = false;
  one.open = true;
  one.scrollIntoView();
}

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
window.addEventListener("hashchange", follow);
apply();
follow();
