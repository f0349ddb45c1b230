/* Inside the frame: asks for what is new, and tells the page around it whether there is anything. */
(() => {
  "use strict";

  const EVERY = 60_000;
  const notice = () => document.getElementById("notice");
  const tell = (message) => parent.postMessage(message, "*");

  function announce(isKnown) {
    const isDue = Date.parse(document.documentElement.dataset.dueAt) < Date.now();
    const key = isKnown && !isDue ? notice().dataset.key : "";
    tell({ key, title: document.title, height: notice().offsetHeight });
  }

  async function refresh() {
    if (document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(location.href, { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.status);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.documentElement.dataset.dueAt = fresh.documentElement.dataset.dueAt;
      notice().replaceWith(fresh.getElementById("notice"));
      announce(true);
    } catch {
      /* Whoever cannot know says nothing. */
      announce(false);
    }
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest("#close")) tell({ closed: notice().dataset.key });
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && notice().dataset.key) tell({ closed: notice().dataset.key });
  });
  document.addEventListener("visibilitychange", refresh);
  setInterval(refresh, EVERY);
  announce(true);
})();
