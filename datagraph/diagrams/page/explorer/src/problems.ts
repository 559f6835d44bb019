import { addressOf } from "./addresses";
import { element, one } from "./dom";
import type { Graph } from "./graph";
import type { Remark } from "./scene";

/** The list of all that was found in the text, each with a way to where it belongs; no button if there is nothing. */
export function startProblems(graph: Graph): void {
  const { problems } = graph.scene;
  const button = one("#problems-button");
  button.hidden = problems.length === 0;
  one("span", button).textContent = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const blocks = new Map<string, string>();
  for (const it of [...graph.scene.nodes, ...graph.scene.edges]) {
    for (const remark of it.remarks) {
      blocks.set(keyOf(remark), it.id);
    }
  }
  const items = problems.map((it) => {
    const text = [element("strong", {}, `${it.severity} ${it.code}`), ` line ${it.line}: ${it.message}`];
    const id = blocks.get(keyOf(it));
    return element("li", { class: it.severity }, ...(id ? [element("a", { href: addressOf(id) }, ...text)] : text));
  });
  one("#problems .remarks").replaceChildren(...items);
}

function keyOf({ code, line, message }: Remark): string {
  return `${code} ${line} ${message}`;
}
