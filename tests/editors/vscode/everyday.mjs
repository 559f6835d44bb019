// What the tests do in every editor, done in VS Code.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  address,
  at,
  changed,
  codeActions,
  diagram,
  editor,
  goTo,
  hoverCard,
  page,
  place,
  press,
  quickly,
  remember,
  runCommand,
  suggestions,
  summon,
  textNow,
  type,
  waited,
} from "./window.mjs";

// Marks from 1, as in its interface; "hint" is not shown among the problems.
const SEVERITIES = { 8: "error", 4: "warning", 2: "info" };

export const everyday = {
  /** Opens a folder, in place of the one that is open. */
  async open_folder(path) {
    at.folder = path;
    await page.goto(`${address}/?folder=${encodeURIComponent(path)}`);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  },

  /** Opens a file, and first the folder around it that has a virtual environment, if another is open. */
  async open(path) {
    let root = dirname(path);
    while (!existsSync(join(root, ".venv"))) {
      root = dirname(root);
    }
    if (root !== at.folder) {
      await everyday.open_folder(root);
    }
    at.file = path;
    await quickly(path);
    await page.locator(`.tabs-container .tab.active[data-resource-name="${path.split("/").pop()}"]`).waitFor();
    await editor.locator(".view-line").first().waitFor();
  },

  text: textNow,

  async replace(before, after) {
    const text = await textNow();
    const start = text.indexOf(before);
    const lines = text.slice(0, start).split("\n");
    await goTo(lines.length - 1, [...lines.at(-1)].length);
    for (const _ of before) {
      await press("Shift+ArrowRight");
    }
    await type(after);
    await changed(text);
  },

  /** The problems of the open file, as the list of problems copies them. */
  async diagnostics(count) {
    const lines = (await textNow()).split(/\r\n|\r|\n/);
    const panel = page.locator(".markers-panel");
    if (!(await panel.isVisible())) {
      await press("Control+Shift+M");
      await panel.waitFor();
    }
    // The list has the problems of all files.
    await page.locator(".viewpane-filter input").fill(`**${at.file.slice(at.folder.length)}`);
    const files = panel.locator('.monaco-list-row[aria-level="1"]');
    const read = async () => {
      await page.evaluate(() => navigator.clipboard.writeText("[]"));
      if (await files.count()) {
        // The list may be emptied under the mouse; what is then copied is the text of the file.
        await files.first().click({ timeout: 1000 }).catch(() => undefined);
        await press("Control+A", "Control+C");
      }
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      return copied.startsWith("[") ? JSON.parse(copied).filter(({ resource }) => resource === at.file) : undefined;
    };
    let found;
    if (!(await waited(async () => (found = (await read()) ?? found)?.length === count))) {
      await remember("diagnostics");
    }
    await page.locator(".editor-group-container.active .tab.active").click();
    return (found ?? [])
      .sort((a, b) => a.startLineNumber - b.startLineNumber || a.startColumn - b.startColumn)
      .map((it) => [
        place(lines, it.startLineNumber, it.startColumn),
        place(lines, it.endLineNumber, it.endColumn),
        SEVERITIES[it.severity],
        it.code?.value ?? it.code,
        it.message,
      ]);
  },

  async hover(line, column) {
    await goTo(line, column);
    const read = async () => (await hoverCard.allInnerTexts()).join("\n");
    let text = "";
    await waited(async () => {
      await summon(hoverCard.first(), "Control+K", "Control+I");
      // Whoever has something to say of the place adds it when it is ready.
      text = await read();
      await page.waitForTimeout(500);
      return text && !text.includes("Loading...") && (await read()) === text;
    });
    await press("Escape");
    return text;
  },

  async complete(line, column) {
    await goTo(line, column);
    await summon(suggestions.first(), "Control+Space");
    const labels = await suggestions.locator(".label-name").allInnerTexts();
    await press("Escape");
    return labels;
  },

  async accept(line, column, label) {
    const before = await textNow();
    await goTo(line, column);
    await summon(suggestions.first(), "Control+Space");
    const labels = await suggestions.locator(".label-name").allInnerTexts();
    await press(...Array(Math.max(0, labels.indexOf(label))).fill("ArrowDown"), "Enter");
    const after = await changed(before);
    await press("Escape");
    return after;
  },

  async rename(line, column, name) {
    const before = await textNow();
    await goTo(line, column);
    const box = page.locator(".rename-box input");
    await summon(box, "F2");
    await waited(() => box.inputValue());
    await box.fill(name);
    await press("Enter");
    await box.waitFor({ state: "hidden" });
    return changed(before);
  },

  async quick_fix(line, column, title) {
    const before = await textNow();
    await goTo(line, column);
    await summon(codeActions.first(), "Control+.");
    const titles = await codeActions.locator(".title").allInnerTexts();
    await codeActions.filter({ hasText: title }).first().click();
    return [titles, await changed(before)];
  },

  /** Runs a command that edits; the text then. */
  async edit(title) {
    const before = await textNow();
    await runCommand(title);
    return changed(before);
  },

  format: () => everyday.edit("Format Document"),

  /** The report that comes up beside the text. */
  async check_entity(line, column) {
    await goTo(line, column);
    await runCommand("Data Graph: Check Entity under the Cursor against the Warehouse");
    const report = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").locator("body");
    await report.locator("h1, h2, p, table").first().waitFor();
    return report.innerText();
  },

  async show_diagram() {
    await runCommand("Data Graph: Show Diagram to the Side");
    const text = await (await diagram()).innerHTML();
    // The tests that follow have the window for themselves.
    await runCommand("View: Close Editors in Other Groups");
    return text;
  },

  refresh_catalog: () => runCommand("Data Graph: Refresh Catalog from the Warehouse"),

  async close() {
    await textNow();
    await runCommand("View: Close All Editors");
    await editor.waitFor({ state: "hidden" });
  },

  async quit() {
    await page.close();
  },
};
