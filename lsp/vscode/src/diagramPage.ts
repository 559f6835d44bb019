import { randomUUID } from "node:crypto";

const STYLE = `
body { margin: 0; padding: 12px; }
#trouble { color: var(--vscode-errorForeground); white-space: pre-wrap; }
#trouble:empty { display: none; }
.node, .edge { transition: opacity 120ms; }
.marked .card, .marked > a > rect:first-of-type, .marked .line { stroke: var(--vscode-focusBorder); stroke-width: 3px; }
@media (prefers-reduced-motion: reduce) { .node, .edge { transition: none; } }
`;

const SCRIPT = `
const editor = acquireVsCodeApi();
const picture = document.getElementById("picture");
const trouble = document.getElementById("trouble");
let shown = "";
let marked = "";
let scale = 1;

function mark() {
  for (const before of picture.querySelectorAll(".marked")) {
    before.classList.remove("marked");
  }
  const now = [...picture.querySelectorAll("[data-id]")].filter((it) => it.dataset.id === marked);
  for (const it of now) {
    it.classList.add("marked");
  }
  now[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function size() {
  const svg = picture.firstElementChild;
  if (svg) {
    svg.style.width = svg.viewBox.baseVal.width * scale + "px";
    svg.style.height = "auto";
  }
}

addEventListener("message", ({ data }) => {
  trouble.textContent = data.trouble ?? "";
  // The same picture is left alone: a click that has begun on it would lead nowhere.
  if (data.svg !== undefined && data.svg !== shown) {
    shown = data.svg;
    picture.innerHTML = shown;
    size();
    mark();
  }
  if (data.marked !== undefined && data.marked !== marked) {
    marked = data.marked;
    mark();
  }
});

addEventListener("click", (event) => {
  const line = event.target.closest?.("a")?.getAttribute("href")?.match(/#L(\\d+)/)?.[1];
  if (line) {
    event.preventDefault();
    editor.postMessage({ line: Number(line) });
  }
}, true);

addEventListener("wheel", (event) => {
  if (event.ctrlKey) {
    event.preventDefault();
    scale = Math.min(4, Math.max(0.1, scale * Math.exp(-event.deltaY / 400)));
    size();
  }
}, { passive: false });
`;

/** The page that the picture is shown on; what is in it comes by messages, and nothing from elsewhere is loaded. */
export function diagramPage(): string {
  const nonce = randomUUID();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<title>Data Graph</title>
<style>${STYLE}</style>
</head>
<body>
<p id="trouble" role="alert"></p>
<div id="picture"></div>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}
