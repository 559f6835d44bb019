import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { LogOutputChannel } from "vscode";

const LINES = 5;
const PATIENCE = 1000;

/** What the server writes to its standard error: all of it is logged, the end is kept. */
export class Complaints {
  private readonly lines: string[] = [];
  private ended: Promise<void> = Promise.resolve();

  listen(input: Readable, output: LogOutputChannel): void {
    const reader = createInterface({ input });
    reader.on("line", (line) => {
      output.error(line);
      this.lines.push(line);
      // A traceback's last lines say what happened.
      this.lines.splice(0, this.lines.length - LINES);
    });
    this.ended = new Promise((resolve) => reader.on("close", resolve));
  }

  /** The last lines of a server that has ended; the end of the process is often known before its last words. */
  async text(): Promise<string> {
    await Promise.race([this.ended, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return this.lines.join("\n").trim();
  }
}
