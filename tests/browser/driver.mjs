// Does in a browser what the tests ask for: a request is a line of JSON on standard input, and so is its answer on
// standard output. There is one page at a time.
import { createInterface } from "node:readline";
import { join } from "node:path";

const plan = JSON.parse(process.argv[2]);
const { chromium } = await import(join(plan.playwright, "index.mjs"));
const browser = await chromium.connectOverCDP(plan.browser);
let page;
let complaints = [];
let requests = [];

const actions = {
  /** A new page; `options` are those of Playwright's contexts, such as `colorScheme`. */
  async open(address, options) {
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(plan.patience);
    complaints = [];
    requests = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(address);
  },
  goto: (address) => page.goto(address),
  /** What an expression gives in the page. */
  get: (expression) => page.evaluate(expression),
  /** Waits until an expression gives something in the page, and gives that; also over a reload. */
  async wait(expression) {
    // Playwright's own way is for the page to look by itself, by an `eval` that a policy forbids.
    const end = Date.now() + plan.patience;
    for (;;) {
      const found = await page.evaluate(expression).catch((error) => {
        if (Date.now() > end) throw error;
      });
      if (found) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error(`in vain: it is ${JSON.stringify(found)}`);
      }
      await page.waitForTimeout(20);
    }
  },
  async press(...keys) {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  },
  type: (text) => page.keyboard.insertText(text),
  click: (selector) => page.click(selector),
  choose: (selector, value) => page.selectOption(selector, value),
  async drag(from, to) {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 5 });
    await page.mouse.up();
  },
  async wheel(at, by) {
    await page.mouse.move(...at);
    await page.mouse.wheel(0, by);
  },
  /** Saves what a click gives, and says how it is called. */
  async download(selector, path) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
    await download.saveAs(path);
    return download.suggestedFilename();
  },
  picture: (path) => page.screenshot({ path }),
  /** The scripts of a page with a policy run nothing of ours but by the debugger, which is where this one goes. */
  async script(path) {
    const session = await page.context().newCDPSession(page);
    const { readFile } = await import("node:fs/promises");
    await session.send("Runtime.evaluate", { expression: await readFile(path, "utf8") });
    await session.detach();
  },
  complaints: () => complaints,
  requests: () => requests,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { name, arguments: words } = JSON.parse(line);
  let answer;
  try {
    answer = { result: (await actions[name](...words)) ?? null };
  } catch (error) {
    answer = { error: String(error?.stack ?? error) };
  }
  console.log(JSON.stringify(answer));
}
await browser.close();
process.exit();
