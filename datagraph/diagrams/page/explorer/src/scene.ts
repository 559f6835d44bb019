/** A diagnostic at a block; `line` counts from 1. */
export interface Remark {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly message: string;
  readonly line: number;
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  readonly is_primary_key: boolean;
  readonly keys: readonly string[];
}

/** What is drawn, whichever it is; `lines` are the first and the last line of its block, or null. */
interface Drawn {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly line: number | null;
  readonly lines: readonly [number, number] | null;
  readonly remarks: readonly Remark[];
  readonly figures: readonly string[];
}

export interface Node extends Drawn {
  readonly kind: "profile" | "entity" | "junction" | "missing";
  readonly table: string;
  readonly primary_key: string;
  readonly schema: string;
  readonly is_enriched: boolean;
  readonly depth: number | null;
  readonly columns: readonly Column[];
}

export interface Edge extends Drawn {
  readonly kind: "external id" | "trait" | "join" | "junction" | "unknown";
  readonly source: string;
  readonly target: string;
  readonly left: string;
  readonly right: string;
  readonly source_many: "one" | "many" | "";
  readonly target_many: "one" | "many" | "";
  readonly junction: string;
  readonly parent: string;
}

/** What Python has written into the page: the scene as `datagraph/diagrams/scene.py` has it, and more. */
export interface Scene {
  readonly title: string;
  readonly source: string;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** The graph's text; lines end as they do in the file. */
  readonly text: string;
  /** All that was found in the text, also what belongs to no block. */
  readonly problems: readonly Remark[];
  /** Where paths lead, in Graphviz's words: LR, TB, RL or BT. */
  readonly direction: string;
  readonly statements: Statements;
  /** The titles of the statements' groups. */
  readonly frames: readonly string[];
  /** Width and height of the cards of nodes and of the labels of edges. */
  readonly sizes: Readonly<Record<string, readonly [number, number]>>;
}

/** How the layout engine was asked, so that it can be asked anew for a part of the picture. */
export interface Statements {
  readonly opening: string;
  readonly closing: string;
  readonly nodes: Readonly<Record<string, string>>;
  readonly edges: Readonly<Record<string, string>>;
  readonly groups: readonly Frame[];
}

/** Nodes that are framed together. */
export interface Frame {
  readonly opening: string;
  readonly closing: string;
  readonly nodes: readonly string[];
}

/** The data in the page. */
export function sceneOf(page: Document): Scene {
  return JSON.parse(page.getElementById("scene")?.textContent ?? "") as Scene;
}
