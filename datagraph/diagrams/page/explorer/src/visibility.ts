import type { Graph } from "./graph";
import type { Node } from "./scene";

/** What is wanted; nothing is asked of what is null or false. */
export interface Filter {
  readonly schema: string | null;
  readonly isEnriched: boolean;
  readonly hasProblem: boolean;
  /** The id of what is shown alone, with the ways to it and what it leads to; "" for all. */
  readonly only: string;
  /** Whether what does not match is hidden rather than faded. */
  readonly hidesOthers: boolean;
}

export const NO_FILTER: Filter = { schema: null, isEnriched: false, hasProblem: false, only: "", hidesOthers: false };

export function isFiltering(filter: Filter): boolean {
  return filter.schema !== null || filter.isEnriched || filter.hasProblem;
}

/** The ids of the nodes that a filter wants: of those with a problem also the ends of a relationship with one. */
export function matching(graph: Graph, filter: Filter): Set<string> {
  const troubled = new Set<string>();
  for (const edge of graph.scene.edges) {
    if (edge.remarks.length > 0) {
      troubled.add(edge.source).add(edge.target);
    }
  }
  const wants = (node: Node): boolean =>
    (filter.schema === null || node.schema === filter.schema) &&
    (!filter.isEnriched || node.is_enriched) &&
    (!filter.hasProblem || node.remarks.length > 0 || troubled.has(node.id));
  return new Set(graph.scene.nodes.filter(wants).map((it) => it.id));
}

/** The ids of the nodes and edges that are hidden: what hangs only on collapsed relationships, and what a filter hides. */
export function hidden(graph: Graph, collapsed: ReadonlySet<string>, filter: Filter): Set<string> {
  const gone = new Set<string>();
  for (const edge of graph.scene.edges) {
    for (const outer of graph.around(edge.id)) {
      if (collapsed.has(outer)) {
        gone.add(edge.id);
        break;
      }
    }
  }
  for (const node of graph.scene.nodes) {
    const arriving = graph.arriving(node.id);
    if (arriving.length > 0 && arriving.every((it) => gone.has(it.id))) {
      gone.add(node.id);
    }
  }
  if (isFiltering(filter) && filter.hidesOthers) {
    hideOthers(graph, waysTo(graph, matching(graph, filter)), gone);
  }
  if (filter.only) {
    hideOthers(graph, new Set([...graph.pathsTo(filter.only), ...graph.following(filter.only)]), gone);
  }
  return gone;
}

/** What matches, and the paths to it: they stay, or nobody would see how it is reached. */
function waysTo(graph: Graph, wanted: ReadonlySet<string>): Set<string> {
  return new Set([...wanted].flatMap((id) => [...graph.pathsTo(id)]));
}

function hideOthers(graph: Graph, kept: ReadonlySet<string>, gone: Set<string>): void {
  for (const it of [...graph.scene.nodes, ...graph.scene.edges]) {
    if (!kept.has(it.id)) {
      gone.add(it.id);
    }
  }
}
