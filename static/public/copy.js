/* Beside each update, a button that copies it as text for a support ticket. */
(() => {
  "use strict";

  const tickets = document.getElementById("tickets");
  if (!tickets) return;
  const words = tickets.dataset;

  function select(text) {
    tickets.open = true;
    getSelection().selectAllChildren(text);
    text.focus();
  }

  function buttonFor(text) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    said.setAttribute("role", "status");
    said.className = "copied";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = words.copied;
        setTimeout(() => (said.textContent = ""), 4000);
      } catch {
        /* A page without TLS may not write there: the reader presses the keys for it. */
        select(text);
      }
    });
    return [button, said];
  }

  for (const text of tickets.querySelectorAll("pre")) {
    const update = document.getElementById(text.dataset.of);
    if (update) update.querySelector("small:last-of-type").append(" ", ...buttonFor(text));
    else text.before(...buttonFor(text));
  }
})();
