import type { Edge, Node, Scene } from "./scene";

/** What the second half of a relationship through a junction table that stands as a node has after the id of the first. */
const SECOND_HALF = "/right";

/** The scene with its connections: what leads where, and what hangs on what. */
export class Graph {
  private readonly nodesById: ReadonlyMap<string, Node>;
  private readonly edgesById: ReadonlyMap<string, Edge>;
  private readonly childrenOf = new Map<string, Edge[]>();
  private readonly into = new Map<string, Edge[]>();
  private readonly outOf = new Map<string, Edge[]>();

  constructor(readonly scene: Scene) {
    this.nodesById = new Map(scene.nodes.map((it) => [it.id, it]));
    this.edgesById = new Map(scene.edges.map((it) => [it.id, it]));
    for (const edge of scene.edges) {
      add(this.into, edge.target, edge);
      add(this.outOf, edge.source, edge);
      if (this.relationshipOf(edge.id) === edge.id) {
        // Where the picture shows a part of the graph, what is around may be left out.
        add(this.childrenOf, this.edge(edge.parent) ? edge.parent : "", edge);
      }
    }
  }

  node(id: string): Node | undefined {
    return this.nodesById.get(id);
  }

  /** A relationship; of one in two halves the first. */
  edge(id: string): Edge | undefined {
    return this.edgesById.get(id);
  }

  /** The id of the relationship that an edge is, or is a half of; only second halves lead away from a junction table. */
  relationshipOf(edge: string): string {
    const isHalf = this.node(this.edge(edge)?.source ?? "")?.kind === "junction";
    return isHalf && edge.endsWith(SECOND_HALF) ? edge.slice(0, -SECOND_HALF.length) : edge;
  }

  /** The edge of a relationship, or both. */
  halves(relationship: string): Edge[] {
    const [first, second] = [this.edge(relationship), this.edge(relationship + SECOND_HALF)];
    const isHalf = second !== undefined && this.relationshipOf(second.id) !== second.id;
    return [...(first ? [first] : []), ...(isHalf ? [second] : [])];
  }

  find(id: string): Node | Edge | undefined {
    return this.node(id) ?? this.edge(id);
  }

  arriving(node: string): readonly Edge[] {
    return this.into.get(node) ?? [];
  }

  leaving(node: string): readonly Edge[] {
    return this.outOf.get(node) ?? [];
  }

  /** The relationships nested in one; those right under the profile for "". */
  children(relationship: string): readonly Edge[] {
    return this.childrenOf.get(relationship) ?? [];
  }

  /** Whether something hangs on an entity: relationships nested in those that lead to it. */
  hasBranch(node: string): boolean {
    return this.branchesOf(node).length > 0;
  }

  /** The relationships into an entity in which others are nested. */
  branchesOf(node: string): string[] {
    const leading = new Set(this.arriving(node).map((it) => this.relationshipOf(it.id)));
    return [...leading].filter((it) => this.children(it).length > 0);
  }

  /** Where a relationship starts and ends, whatever stands between. */
  ends(relationship: string): [string, string] {
    const halves = this.halves(relationship);
    return [halves[0]?.source ?? "", halves.at(-1)?.target ?? ""];
  }

  /** The ids of all that lies on a path from the profile to an entity, a junction table or a relationship. */
  pathsTo(id: string): Set<string> {
    const found = new Set<string>([id]);
    const last = this.node(id) ? this.arriving(id).map((it) => it.id) : [id];
    for (const leaf of last) {
      for (const step of [this.relationshipOf(leaf), ...this.around(leaf)]) {
        for (const half of this.halves(step)) {
          found.add(half.id).add(half.source).add(half.target);
        }
      }
    }
    return found;
  }

  /** The ids of what an entity or a relationship leads to: relationships one step on, and where they end. */
  following(id: string): Set<string> {
    const next = this.node(id) ? this.leaving(id) : this.children(id);
    const halves = next.flatMap((it) => this.halves(this.relationshipOf(it.id)));
    return new Set(halves.flatMap((it) => [it.id, it.source, it.target]));
  }

  /** The relationship around an edge, the one around that, and so on. */
  *around(edge: string): Generator<string> {
    for (let at = this.edge(edge)?.parent; at && this.edge(at); at = this.edge(at)?.parent) {
      yield at;
    }
  }
}

/** What people call it: as the picture does, which `datagraph/diagrams/words.py` tells. */
export function titleOf(it: Node | Edge): string {
  if ("table" in it && it.kind === "junction") {
    return it.table.split(".").at(-1) || "junction table";
  }
  return it.name || it.slug || it.id;
}

function add(lists: Map<string, Edge[]>, key: string, edge: Edge): void {
  const list = lists.get(key);
  if (list) {
    list.push(edge);
  } else {
    lists.set(key, [edge]);
  }
}
