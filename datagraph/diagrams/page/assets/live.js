"use strict";
(() => {
  // src/dom.ts
  function one(selector, within = document) {
    const found = within.querySelector(selector);
    if (!found) {
      throw new Error(`the page has no ${selector}`);
    }
    return found;
  }

  // src/live.ts
  var version = document.documentElement.dataset["version"] ?? "";
  var trouble = one("#trouble");
  var events = new EventSource("events");
  var say = (text) => {
    trouble.textContent = text;
    trouble.hidden = !text;
  };
  events.addEventListener("picture", ({ data }) => {
    say("");
    if (data !== version) {
      location.reload();
    }
  });
  events.addEventListener("trouble", ({ data }) => say(JSON.parse(data)));
  events.addEventListener("error", () => say("`datagraph serve` has ended; this is the last picture."));
})();
