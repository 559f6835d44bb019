import type { Graph } from "./graph";
import type { Picture } from "./picture";
import type { Store } from "./store";
import { isFiltering, matching } from "./visibility";

/** Marks what is selected and the paths to it, and fades what has nothing to do with it or is not wanted by the filter. */
export function startMarking(graph: Graph, picture: Picture, store: Store): void {
  store.listen(({ selected, filter }, before) => {
    if (selected !== before.selected || filter !== before.filter) {
      const path = graph.find(selected) ? graph.pathsTo(selected) : new Set<string>();
      picture.mark("selected", new Set([selected]));
      picture.mark("on-path", path);
      if (graph.find(selected)) {
        const near = new Set([...path, ...graph.following(selected)]);
        const all = [...graph.scene.nodes, ...graph.scene.edges].map((it) => it.id);
        picture.mark("faded", new Set(all.filter((it) => !near.has(it))));
      } else {
        picture.mark("faded", isFiltering(filter) ? unwanted(graph, matching(graph, filter)) : new Set());
      }
    }
  });
}

/** The nodes that are not wanted, and the edges that do not connect those that are. */
function unwanted(graph: Graph, wanted: ReadonlySet<string>): Set<string> {
  const { nodes, edges } = graph.scene;
  return new Set([
    ...nodes.filter((it) => !wanted.has(it.id)).map((it) => it.id),
    ...edges.filter((it) => !wanted.has(it.source) || !wanted.has(it.target)).map((it) => it.id),
  ]);
}
