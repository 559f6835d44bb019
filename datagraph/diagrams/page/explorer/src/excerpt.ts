import type { Graph } from "./graph";
import type { Edge, Node } from "./scene";

/** A line of the graph's text; `nested` is the id of the relationship whose whole block it stands for. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly nested?: string;
}

/** A block as it stands in the text, without its indentation; of blocks nested in it only where they begin. */
export function excerpt(graph: Graph, of: Node | Edge): Line[] {
  if (!of.lines) {
    return [];
  }
  const all = graph.scene.text.split(/\r\n|\r|\n/);
  const [first, last] = of.lines;
  const nested = "source" in of ? graph.children(of.id) : of.kind === "profile" ? graph.children("") : [];
  const folded = new Map(nested.flatMap((it) => (it.lines ? [[it.lines[0], it] as const] : [])));
  const indent = /^[ \t]*/.exec(all[first - 1] ?? "")?.[0].length ?? 0;
  const lines: Line[] = [];
  for (let number = first; number <= last; number++) {
    const text = (all[number - 1] ?? "").replace(new RegExp(`^[ \\t]{0,${indent}}`), "");
    const inner = folded.get(number);
    if (inner?.lines) {
      lines.push({ number, text: `${text} … }`, nested: inner.id });
      number = inner.lines[1];
    } else {
      lines.push({ number, text });
    }
  }
  return lines;
}
