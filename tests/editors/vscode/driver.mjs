// Does in VS Code, in a browser, what the tests ask for: a request is a line of JSON on standard input, and so is its
// answer on standard output. Everything is done by keys and mouse, and read from what is on the screen.
import { createInterface } from "node:readline";
import { everyday } from "./everyday.mjs";
import { special } from "./special.mjs";
import { browser, remember } from "./window.mjs";

const actions = { ...everyday, ...special };

async function answer(line) {
  const { name, arguments: words } = JSON.parse(line);
  try {
    return { result: (await actions[name](...words)) ?? null };
  } catch (error) {
    await remember(name);
    return { error: String(error?.stack ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(line)));
  if (JSON.parse(line).name === "quit") {
    break;
  }
}
await browser.close();
process.exit();
