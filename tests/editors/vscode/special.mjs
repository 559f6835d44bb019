// What the tests do in VS Code alone.
import {
  changed,
  diagram,
  editor,
  goTo,
  hoverCard,
  page,
  press,
  runCommand,
  suggestions,
  textNow,
  toasts,
  waited,
} from "./window.mjs";

export const special = {
  go_to: goTo,

  /** What is marked in the picture while the cursor is at a place: the names of nodes and edges. */
  async marked_in_diagram(line, column) {
    await goTo(line, column);
    const picture = await diagram();
    const read = () => picture.locator(".marked").evaluateAll((found) => found.map((it) => it.dataset.id));
    return waited(async () => ((await read()).length ? read() : undefined));
  },

  /** Whether the picture shows a node, once it does. */
  async shown_in_diagram(id) {
    return waited(async () => (await (await diagram()).locator(`[data-id="${id}"]`).count()) > 0);
  },

  /** The line that the cursor is in, from 0, after a click on a node, of somebody who takes his time. */
  async click_in_diagram(id) {
    const position = page.locator('[id="status.editor.selection"]');
    const read = async () => /^Ln (\d+), Col \d+$/.exec((await position.innerText()).trim())?.[1];
    const before = await waited(read);
    await (await diagram()).locator(`[data-id="${id}"]`).click({ delay: 1000 });
    const line = await waited(async () => {
      const now = await read();
      return now !== before ? now : undefined;
    });
    return Number(line) - 1;
  },

  /** Runs a command by its title in the palette. */
  run: runCommand,

  /** The text under each squiggle of a kind, as it is underlined on the screen around a line. */
  async squiggles(line, kind) {
    await goTo(line, 0);
    const marks = editor.locator(`.squiggly-${kind}`);
    await marks.first().waitFor();
    return marks.evaluateAll((found) =>
      found.map((mark) => {
        const { left, right, top, bottom } = mark.getBoundingClientRect();
        let covered = "";
        const lines = mark.closest(".monaco-editor").querySelectorAll(".view-line");
        for (const line of lines) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (let index = 0; index < node.length; index++) {
              const range = document.createRange();
              range.setStart(node, index);
              range.setEnd(node, index + 1);
              const box = range.getBoundingClientRect();
              const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
              if (left <= middle[0] && middle[0] <= right && top - 10 <= middle[1] && middle[1] <= bottom) {
                covered += node.data[index];
              }
            }
          }
        }
        return covered;
      }),
    );
  },

  /** What the card says that comes up when the mouse rests on the first squiggle of a kind around a line. */
  async hover_squiggle(line, kind) {
    await goTo(line, 0);
    await editor.locator(`.squiggly-${kind}`).first().waitFor();
    const box = await editor.locator(`.squiggly-${kind}`).first().boundingBox();
    let step = 0;
    // Whatever is still being drawn around it takes the card away.
    await waited(async () => {
      step = (step + 1) % 5;
      await page.mouse.move(box.x + box.width / 2 + step, box.y + box.height / 2);
      await page.waitForTimeout(400);
      return hoverCard.first().isVisible();
    });
    return hoverCard.first().innerText();
  },

  /** A line as it is shown, the hints in it included, once it has a hint, or has none. */
  async shown_line(line, hinted) {
    await goTo(line, 0);
    const written = (await textNow()).split("\n")[line];
    const read = async () => {
      const lines = await editor.locator(".view-line").allInnerTexts();
      const plain = lines.map((it) => it.replaceAll("\u00a0", " ").replaceAll("\u200b", "").replaceAll("\u200c", ""));
      return plain.find((it) => it.startsWith(written) && (it !== written) === hinted);
    };
    return waited(read);
  },

  async code_lenses() {
    const lenses = editor.locator(".codelens-decoration a");
    await lenses.first().waitFor();
    return lenses.allInnerTexts();
  },

  /** Follows a code lens; the lines of code that are then listed. */
  async follow_lens(title) {
    const listed = page.locator(".reference-zone-widget .ref-tree .monaco-list-row .referenceMatch").first();
    // A lens is drawn anew when its text comes, and takes no click meanwhile.
    await waited(async () => {
      await editor.locator(".codelens-decoration a", { hasText: title }).first().click();
      await listed.waitFor({ timeout: 3000 }).catch(() => undefined);
      return listed.isVisible();
    });
    const lines = await page.locator(".reference-zone-widget .ref-tree .monaco-list-row").allInnerTexts();
    await press("Escape");
    return lines;
  },

  /** What VS Code itself says of the token at a place. */
  async token_at(line, column) {
    await goTo(line, column);
    await runCommand("Developer: Inspect Editor Tokens and Scopes");
    const told = page.locator(".token-inspect-widget");
    await told.waitFor();
    await waited(async () => (await told.innerText()).includes("semantic token type"));
    const text = await told.innerText();
    await press("Escape");
    return text;
  },

  /** The language's status, as it is shown beside its name in the status bar. */
  async status(expected) {
    const item = page.locator('.statusbar-item[id="status.languageStatus"]');
    await item.waitFor();
    const read = async () => {
      await page.mouse.move(5, 5);
      await item.hover();
      const card = page.locator(".hover-language-status");
      await card.first().waitFor({ timeout: 3000 }).catch(() => undefined);
      return (await card.allInnerTexts()).join("\n");
    };
    let text = "";
    await waited(async () => (text = await read()).includes(expected));
    await page.mouse.move(5, 5);
    return text;
  },

  /** The message that says something, and its buttons. */
  async message(part) {
    const toast = toasts.filter({ hasText: part }).first();
    await toast.waitFor();
    return [
      await toast.locator(".notification-list-item-message").innerText(),
      await toast.locator(".monaco-button").allInnerTexts(),
    ];
  },

  /** Presses a button of the message that says something; what comes into the clipboard. */
  async copy_from_message(part, button) {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await toasts.filter({ hasText: part }).first().locator(".monaco-button", { hasText: button }).click();
    return waited(() => page.evaluate(() => navigator.clipboard.readText()));
  },

  /** Types a word at a place and takes the snippet of that name; the text then. */
  async snippet(line, column, prefix) {
    const before = await textNow();
    await goTo(line, column);
    await page.keyboard.type(prefix);
    await press("Control+Space");
    const rows = suggestions.filter({ has: page.locator(".codicon-symbol-snippet") });
    await rows.filter({ has: page.getByText(prefix, { exact: true }) }).first().waitFor();
    await press("Enter");
    const after = await changed(before);
    await press("Escape");
    return after;
  },

  /** A picture of the window, with what is known of the squiggle in a line. */
  async portrait(line, path) {
    if (await page.locator(".markers-panel").isVisible()) {
      await press("Control+J");
    }
    await special.hover_squiggle(line, "error");
    await hoverCard.first().getByRole("button", { name: /^Quick Fix/ }).waitFor();
    await page.screenshot({ path });
  },
};
