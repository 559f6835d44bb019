import type * as Viz from "@viz-js/viz";

interface Answer {
  readonly number: number;
  readonly laidOut?: string;
  readonly error?: string;
}

/** Graphviz, in a thread of its own, made of what the page carries the first time that it is asked. */
export class Engine {
  private worker: Promise<Worker> | undefined;
  private number = 0;

  /** The layout of a text in Graphviz's language, as JSON; null if another one has been asked for meanwhile. */
  async layOut(dot: string): Promise<unknown> {
    const number = ++this.number;
    this.worker ??= start();
    const worker = await this.worker;
    if (number !== this.number) {
      return null;
    }
    const answer = await new Promise<Answer>((resolve, reject) => {
      const listen = (event: MessageEvent<Answer>): void => {
        if (event.data.number === number) {
          worker.removeEventListener("message", listen);
          resolve(event.data);
        }
      };
      worker.addEventListener("message", listen);
      worker.addEventListener("error", (event) => reject(new Error(event.message)), { once: true });
      worker.postMessage({ number, dot });
    });
    if (answer.error) {
      throw new Error(answer.error);
    }
    return number === this.number ? JSON.parse(answer.laidOut ?? "") : null;
  }
}

async function start(): Promise<Worker> {
  const packed = document.getElementById("graphviz")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed.trim()), (it) => it.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const library = await new Response(unpacked).blob();
  const address = URL.createObjectURL(new Blob([library, `\n(${work})();`], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } finally {
    // The worker has begun to load by then; browsers keep what an address stood for until it has.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}

/** What the thread does. It is sent there as text, so it uses nothing of this file. */
function work(): void {
  const viz = (globalThis as unknown as { Viz: typeof Viz }).Viz.instance();
  addEventListener("message", (event: MessageEvent<{ number: number; dot: string }>) => {
    const { number, dot } = event.data;
    viz
      .then((it) => it.renderString(dot, { format: "json0", engine: "dot" }))
      .then(
        (laidOut) => postMessage({ number, laidOut }),
        (error: unknown) => postMessage({ number, error: String(error) }),
      );
  });
}
