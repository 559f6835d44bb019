import { one } from "./dom";

/** Follows the server that the page is from: reloads for a new picture, and says what keeps it from making one. */
const version = document.documentElement.dataset["version"] ?? "";
const trouble = one("#trouble");
const events = new EventSource("events");

const say = (text: string): void => {
  trouble.textContent = text;
  trouble.hidden = !text;
};

events.addEventListener("picture", ({ data }: MessageEvent<string>) => {
  say("");
  if (data !== version) {
    location.reload();
  }
});
events.addEventListener("trouble", ({ data }: MessageEvent<string>) => say(JSON.parse(data) as string));
events.addEventListener("error", () => say("`datagraph serve` has ended; this is the last picture."));
