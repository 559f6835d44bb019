// The window of VS Code, and how its user gets about in it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const plan = JSON.parse(process.argv[2]);
const { chromium } = await import(join(plan.playwright, "index.mjs"));
const PATIENCE = 20000;
// Where CI keeps what a failure looked like.
const artefacts = process.env["DATAGRAPH_ARTEFACTS"];

export const address = plan.address;
export const browser = await chromium.connectOverCDP(plan.browser);
const context = browser.contexts()[0];
await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: address });
export const page = await context.newPage();
page.setDefaultTimeout(PATIENCE);
await page.setViewportSize({ width: 1280, height: 800 });

/** The folder and the file that are open. */
export const at = { folder: "", file: "" };

export const editor = page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
const quickInput = page.locator(".quick-input-widget .quick-input-box input");
const quickRows = page.locator(".quick-input-widget .quick-input-list .monaco-list-row");
export const suggestions = page.locator(".suggest-widget.visible .monaco-list-row");
export const hoverCard = page.locator(".monaco-hover:visible").filter({ hasNot: page.locator(".hidden") });
export const codeActions = page.locator(".action-widget .monaco-list-row.action");
export const toasts = page.locator(".notifications-toasts .notification-list-item");

export async function press(...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

export const type = (text) => page.keyboard.insertText(text);

/** Waits until a condition gives something, and gives that; what it gives at the end of patience otherwise. */
export async function waited(condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const result = await condition();
    if (result || Date.now() > end) {
      return result;
    }
    await page.waitForTimeout(30);
  }
}

/** Presses keys for something to come up, and again if it does not: what is drawn just then may take it away. */
export async function summon(what, ...keys) {
  await waited(async () => {
    await press(...keys);
    await what.waitFor({ timeout: 3000 }).catch(() => undefined);
    return what.isVisible();
  });
}

/** Types into the palette, and takes the first that it offers; or the one with this title. */
export async function quickly(words, title) {
  const offered = () => quickRows.locator(".label-name").allInnerTexts();
  await waited(async () => {
    await press("Escape", "F1");
    await quickInput.waitFor();
    await quickInput.fill(words);
    await quickRows.first().waitFor();
    // What is offered is settled when the palette comes up: a command of a server that starts just then comes with the next.
    return !title || waited(async () => (await offered()).includes(title), 2000);
  });
  if (title) {
    await press(...Array((await offered()).indexOf(title)).fill("ArrowDown"));
  }
  await press("Enter");
  await quickInput.waitFor({ state: "hidden" });
}

export const runCommand = (title) => quickly(`>${title}`, title);

/** The file as it would be saved: saved, and read. */
export async function textNow() {
  const dirty = page.locator(".tabs-container .tab.active.dirty");
  // What is on its way when the key is pressed may come after the saving.
  await waited(async () => {
    await press("Control+S");
    return !(await dirty.count());
  });
  // The mark goes when the saving begins, and that empties the file first.
  let text = "";
  let before;
  do {
    before = text;
    await page.waitForTimeout(30);
    text = await readFile(at.file, "utf8");
  } while (!text || text !== before);
  return text;
}

/** A line and column in code points from 0, as VS Code counts: from 1, in UTF-16. */
export async function goTo(line, column) {
  const text = (await textNow()).split(/\r\n|\r|\n/)[line] ?? "";
  const units = [...text].slice(0, column).join("").length;
  await quickly(`:${line + 1}:${units + 1}`);
}

/** A place of VS Code's in code points from 0. */
export function place(lines, line, column) {
  return [line - 1, [...(lines[line - 1] ?? "").slice(0, column - 1)].length];
}

/** The file, once it is another than before. */
export async function changed(before) {
  await waited(async () => (await textNow()) !== before);
  return textNow();
}

/** The picture of the graph, in the page beside the text that shows it. */
export async function diagram() {
  const frame = await waited(async () => {
    for (const it of page.frames()) {
      if (await it.locator("#picture > svg").count().catch(() => 0)) {
        return it;
      }
    }
  });
  return frame.locator("#picture > svg");
}

/** Keeps what a failure looks like. */
export async function remember(name) {
  if (artefacts) {
    await page.screenshot({ path: join(artefacts, `vscode-${name}.png`) });
  }
}
