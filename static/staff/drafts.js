// Keeps what is typed in the browser too, should the server be away, and offers it again.
"use strict";

const form = document.querySelector("form[data-draft]");
const offer = document.getElementById("draft-in-browser");
const key = form && `draft:${form.dataset.draft}`;

function read() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full, or switched off: the server keeps it.
  }
}

function typed() {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return {at: Date.now(), fields, isSent: false};
}

function wordsOf(draft) {
  const words = name => (draft.fields.find(field => field[0] === name)?.[1] ?? "").trim();
  const body = words("body");
  return [words("name"), body === words("_first_text") ? "" : body].join(" ").trim();
}

function restore(draft) {
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "submit") continue;
    const values = draft.fields.filter(([name]) => name === field.name).map(each => each[1]);
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  form.dispatchEvent(new Event("input", {bubbles: true}));
}

function settle(use) {
  const draft = read();
  offer.hidden = true;
  if (use) restore(draft);
  else localStorage.removeItem(key);
}

function begin() {
  const draft = read();
  const isPosted = document.querySelector(".messagelist .success");
  if (draft && isPosted && draft.isSent) localStorage.removeItem(key);
  else if (draft) write({...draft, isSent: false});
  if (read() && "offers" in form.dataset && ![wordsOf(typed()), ""].includes(wordsOf(draft))) {
    offer.querySelector("[data-time]").textContent = `${new Date(draft.at).toISOString().slice(11, 16)} UTC`;
    offer.querySelector("[data-words]").textContent = wordsOf(draft).slice(0, 120);
    offer.querySelector("[data-restore]").addEventListener("click", () => settle(true));
    offer.querySelector("[data-discard]").addEventListener("click", () => settle(false));
    offer.hidden = false;
  }
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => offer.hidden && write(typed()));
  }
  form.addEventListener("submit", () => offer.hidden && write({...typed(), isSent: true}));
  document.querySelector("form.discards")?.addEventListener("submit", () => localStorage.removeItem(key));
}

if (form) begin();
