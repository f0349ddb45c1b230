// Ctrl+Enter, or Command+Enter, sends the form in which one is typing.
"use strict";

document.addEventListener("keydown", event => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const button = event.target.form?.querySelector("button.primary");
  if (button) event.target.form.requestSubmit(button);
});
