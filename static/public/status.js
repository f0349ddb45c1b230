/* What a published page cannot know by itself: the reader's clock, and what happened since. */
(() => {
  "use strict";

  const SECOND = 1000;
  const EVERY = 30 * SECOND;
  const SELDOM = 300 * SECOND;
  const root = document.documentElement;
  const live = () => document.getElementById("live");
  const board = document.getElementById("notice");
  /* The page's words, in its language: `own`, `dated`, `overdue` and `lost`. */
  const say = (words, values) =>
    board.dataset[words].replace(/{(\w+)}/g, (whole, name) => values[name]);

  /* The reader's own time, beside the time of the page. */

  const language = root.lang === "en" ? "en-US" : root.lang;
  const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const DAY = { month: "short", day: "numeric" };
  const format = (options, timeZone) => new Intl.DateTimeFormat(language, { ...options, timeZone });
  const here = { clock: format(CLOCK), day: format(DAY) };
  const there = {
    clock: format(CLOCK, root.dataset.timeZone),
    day: format(DAY, root.dataset.timeZone),
  };

  function ownTime(moments) {
    const sameDay = (at) => here.day.format(at) === there.day.format(at);
    const same = (at) => sameDay(at) && here.clock.format(at) === there.clock.format(at);
    if (moments.every(same)) return "";
    let said = there.day.format(moments[0]);
    const words = moments.map((at) => {
      const [day, clock] = [here.day.format(at), here.clock.format(at)];
      const word = day === said ? clock : `${day}, ${clock}`;
      said = day;
      return word;
    });
    return say("own", { time: words.join("-") });
  }

  function showOwnTimes(within) {
    const done = new Set();
    for (const place of within.querySelectorAll(".window, time[datetime*=T]")) {
      if (done.has(place)) continue;
      const times = place.matches("time") ? [place] : [...place.querySelectorAll("time")];
      times.forEach((time) => done.add(time));
      const words = ownTime(times.map((time) => new Date(time.dateTime)));
      if (!words) continue;
      const own = document.createElement("span");
      own.className = "local";
      own.textContent = words;
      (place.closest("a") || place).after(own);
    }
  }

  /* The page in the reader's language, where it is offered and not the one shown. */

  function offerLanguage() {
    const preferred = navigator.language.split("-")[0];
    const link = document.querySelector(`.languages a[data-hint][hreflang="${preferred}"]`);
    if (!link) return;
    const offer = link.cloneNode();
    offer.className = "language-offer";
    offer.textContent = link.dataset.hint;
    document.querySelector(".masthead").append(offer);
  }

  /* What is wrong with the page itself. */

  let failures = 0;

  function notice() {
    const { madeAt, made, madeDay, dueAt, due } = (live() || root).dataset;
    const longAgo = Date.now() - new Date(madeAt) > 43200 * SECOND;
    const at = longAgo ? say("dated", { clock: made, day: madeDay }) : made;
    let words = "";
    if (dueAt && Date.now() > new Date(dueAt)) words = say("overdue", { made: at, due });
    if (failures) words = say("lost", { made: at });
    if (board.textContent !== words) board.textContent = words;
    board.hidden = !words;
  }

  /* The live part: asked for again and again, by htmx. */

  let timer;
  let shown;

  function rest() {
    clearTimeout(timer);
    const pause = document.hidden ? SELDOM : Math.min(EVERY * 2 ** failures, SELDOM);
    timer = setTimeout(refresh, pause);
  }

  function refresh() {
    rest();
    live().dispatchEvent(new Event("refresh"));
  }

  function heard(ok) {
    failures = ok ? 0 : failures + 1;
    rest();
    notice();
  }

  const nameOf = (element) =>
    element?.closest("#live") && (element.parentElement.id || element.getAttribute("href"));
  const groups = () => live().querySelectorAll("details[id]");

  function swapCarefully(event) {
    const answer = event.detail.serverResponse;
    // A hotel's network answers, too, with a page of its own.
    const isLive = event.detail.xhr.status === 200 && /^\s*<div id="live"/.test(answer);
    event.detail.shouldSwap = isLive && answer !== shown;
    if (event.detail.xhr.status === 200) heard(isLive);
    if (!event.detail.shouldSwap) return;

    shown = answer;
    // What the reader opened or closed, where it is not as the page had it.
    const chosen = new Map();
    for (const group of groups()) {
      if (group.open !== "open" in group.dataset) chosen.set(group.id, group.open);
    }
    const focused = nameOf(document.activeElement);
    const sentence = live().dataset.sentence;
    const follower = () => follow(chosen, focused, sentence);
    document.body.addEventListener("htmx:afterSwap", follower, { once: true });
  }

  function follow(chosen, focused, sentence) {
    for (const group of groups()) {
      if (chosen.has(group.id)) group.open = chosen.get(group.id);
    }
    if (focused) {
      const places = [...live().querySelectorAll("a, summary")];
      places.find((place) => nameOf(place) === focused)?.focus({ preventScroll: true });
    }
    const now = live().dataset;
    document.title = now.title;
    document.body.className = `status index status-${now.indicator}`;
    document.querySelector("link[rel=icon]").href = now.icon;
    if (now.sentence !== sentence) {
      document.getElementById("announcement").textContent = now.sentence;
    }
    showOwnTimes(live());
    notice();
  }

  offerLanguage();
  showOwnTimes(document);
  if (root.dataset.madeAt) {
    notice();
    setInterval(notice, EVERY);
  }
  if (live() && window.htmx) {
    document.body.addEventListener("htmx:beforeSwap", swapCarefully);
    for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
      document.body.addEventListener(failure, () => heard(false));
    }
    document.addEventListener("visibilitychange", () => document.hidden || refresh());
    window.addEventListener("online", refresh);
    rest();
  }
})();
