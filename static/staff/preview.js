// The preview has a frame with the look of the public page. A browser makes one of a template in a
// page; in what htmx swaps in, this script does, with the style sheets at hand: nothing flickers.
"use strict";

const sheets = new Map();

function sheetAt(address) {
  if (!sheets.has(address)) {
    sheets.set(address, fetch(address).then(answer => answer.text()).then(text => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    }));
  }
  return sheets.get(address);
}

async function frame(template) {
  const links = [...template.content.querySelectorAll("link")];
  const look = await Promise.all(links.map(link => sheetAt(link.href)));
  links.forEach(link => link.remove());
  const root = template.parentElement.attachShadow({mode: "open"});
  root.adoptedStyleSheets = look;
  root.append(template.content);
  template.remove();
}

document.addEventListener("htmx:afterSwap", event => {
  event.target.querySelectorAll("template[shadowrootmode]").forEach(frame);
});
