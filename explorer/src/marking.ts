import { type Graph } from "./graph";
import type { Picture } from "./picture";
import type { Store } from "./store";
import { isFiltering, matching } from "./visibility";

/** Marks what is selected and the paths that lead to it, and fades what has nothing to do with it or is filtered out. */
export class Marking {
  constructor(
    private readonly graph: Graph,
    private readonly picture: Picture,
    store: Store,
  ) {
    store.listen(({ selected, filter }, before) => {
      if (selected !== before.selected || filter !== before.filter) {
        const faded = isFiltering(filter) ? this.others(matching(graph, filter)) : new Set<string>();
        this.markSelected(selected, faded);
        picture.mark("faded", faded);
      }
    });
  }

  private markSelected(selected: string, faded: Set<string>): void {
    const found = this.graph.find(selected);
    const path = found ? this.graph.pathsTo(selected) : new Set<string>();
    this.picture.mark("selected", new Set(found ? [selected] : []));
    this.picture.mark("on-path", path);
    if (!found) {
      return;
    }
    const near = new Set([...path, ...this.graph.following(selected)]);
    for (const { id } of [...this.graph.scene.nodes, ...this.graph.scene.edges]) {
      if (!near.has(id)) {
        faded.add(id);
      } else {
        faded.delete(id);
      }
    }
  }

  /** What is not wanted, with the edges that do not connect what is. */
  private others(wanted: ReadonlySet<string>): Set<string> {
    const { nodes, edges } = this.graph.scene;
    return new Set([
      ...nodes.filter((it) => !wanted.has(it.id)).map((it) => it.id),
      ...edges.filter((it) => !wanted.has(it.source) || !wanted.has(it.target)).map((it) => it.id),
    ]);
  }
}
