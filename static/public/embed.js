/* Shows a notice in a corner of any website while an incident is open or a maintenance goes on.
   What it says, and whether there is something to say, a frame of the status page finds out. */
(() => {
  "use strict";

  const script = document.currentScript;
  const site = new URL(script.src).origin;
  const [vertical, horizontal] = (script.dataset.position || "bottom-right").split("-");
  const REMEMBERED = `status-notice:${site}`;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let closed = "";

  /* The host's storage may be closed to us: then a notice returns with the next page. */
  const recall = () => {
    try {
      return localStorage.getItem(REMEMBERED);
    } catch {
      return closed;
    }
  };
  const remember = (key) => {
    closed = key;
    try {
      localStorage.setItem(REMEMBERED, key);
    } catch {
      /* It is remembered as long as this page is open. */
    }
  };

  const frame = document.createElement("iframe");
  frame.src = `${site}/embed/frame`;
  Object.assign(frame.style, {
    position: "fixed",
    [vertical === "top" ? "top" : "bottom"]: "1rem",
    [horizontal === "left" ? "left" : "right"]: "1rem",
    width: "min(24rem, calc(100vw - 2rem))",
    height: "6rem",
    border: "0",
    borderRadius: "0.75rem",
    boxShadow: "0 0.25rem 1.5rem rgb(0 0 0 / 25%)",
    colorScheme: "light dark",
    zIndex: "2147483000",
    visibility: "hidden",
    opacity: "0",
    transition: calm ? "none" : "opacity 0.3s",
  });

  function show(isShown) {
    frame.style.visibility = isShown ? "visible" : "hidden";
    frame.style.opacity = isShown ? "1" : "0";
  }

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== site || source !== frame.contentWindow) return;
    if (data.closed) {
      remember(data.closed);
      show(false);
      return;
    }
    frame.title = data.title;
    frame.style.height = `${Number(data.height)}px`;
    show(Boolean(data.key) && data.key !== recall());
  });

  const start = () => document.body.append(frame);
  if (document.body) start();
  else addEventListener("DOMContentLoaded", start);
})();
