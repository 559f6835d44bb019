import { addressOf } from "./addresses";
import type { Graph } from "./graph";
import type { Picture } from "./picture";
import type { Node } from "./scene";
import { Walk } from "./walking";

/** The entities as the keyboard meets them: one of them is on the way of the Tab key, arrows lead to the others. */
export class Stops {
  private readonly links = new Map<string, SVGAElement>();
  private readonly walking: Walk;
  private at = "";

  constructor(graph: Graph, picture: Picture) {
    this.walking = new Walk(graph, picture, graph.scene.direction);
    picture.svg.setAttribute("role", "group");
    for (const node of graph.scene.nodes) {
      const link = picture.nodes.get(node.id)?.querySelector<SVGAElement>("a");
      if (link) {
        link.setAttribute("href", addressOf(node.id));
        link.setAttribute("aria-description", spoken(graph, node));
        link.setAttribute("tabindex", "-1");
        link.addEventListener("focus", () => this.stay(node.id));
        this.links.set(node.id, link);
      }
    }
    for (const edge of graph.scene.edges) {
      // Their labels are links too, for the mouse: the Tab key would take long to pass them all.
      const link = picture.edges.get(edge.id)?.querySelector("a");
      link?.setAttribute("href", addressOf(graph.relationshipOf(edge.id)));
      link?.setAttribute("tabindex", "-1");
    }
    this.stay(graph.scene.nodes[0]?.id ?? "");
  }

  /** The entity that has the focus, or "". */
  get focused(): string {
    return this.links.get(this.at) === document.activeElement ? this.at : "";
  }

  /** What is selected: the Tab key leads there. */
  set current(id: string) {
    for (const [it, link] of this.links) {
      link.toggleAttribute("aria-current", it === id);
    }
    if (this.links.has(id)) {
      this.stay(id);
    }
  }

  focus(id: string): void {
    this.links.get(this.links.has(id) ? id : this.at)?.focus({ preventScroll: true });
  }

  /** Follows an arrow key from the focused entity; `arrived` is called with the id of where it leads. */
  walk(key: string, arrived: (id: string) => void): boolean {
    const next = this.walking.next(this.at, key);
    if (next) {
      this.focus(next);
      arrived(next);
    }
    return next !== "";
  }

  private stay(id: string): void {
    this.links.get(this.at)?.setAttribute("tabindex", "-1");
    this.at = id;
    this.links.get(id)?.setAttribute("tabindex", "0");
  }
}

/** What a screen reader says after what stands on the card. */
function spoken(graph: Graph, node: Node): string {
  const ways = graph.arriving(node.id).length;
  const problems = node.remarks.length;
  const words = [
    node.kind === "junction" ? "junction table" : node.kind === "missing" ? "missing entity" : node.kind,
    node.is_enriched && "enrichment",
    node.kind === "entity" && (node.depth === null ? "not reached from the profile" : `depth ${node.depth}`),
    ways > 1 && `${ways} ways lead here`,
    problems > 0 && `${problems} ${problems === 1 ? "problem" : "problems"}`,
  ];
  return words.filter(Boolean).join(", ");
}
