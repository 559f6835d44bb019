import type { Arrangement } from "./arranging";
import { type Graph, titleOf } from "./graph";
import type { Picture } from "./picture";
import type { Store } from "./store";

/** Knobs on the entities on which something hangs; they say whether it is shown. */
export class Knobs {
  private readonly knobs = new Map<string, SVGGElement>();

  constructor(
    private readonly graph: Graph,
    picture: Picture,
    private readonly store: Store,
    private readonly arrangement: Arrangement,
  ) {
    for (const node of graph.scene.nodes) {
      if (graph.hasBranch(node.id)) {
        const knob = picture.addKnob(node.id);
        knob?.setAttribute("aria-label", `Branch of ${titleOf(node)}`);
        knob?.addEventListener("click", () => this.toggle(node.id));
        if (knob) {
          this.knobs.set(node.id, knob);
        }
      }
    }
    store.listen(() => this.show());
    this.show();
  }

  /** Closes what hangs on an entity or a relationship, or opens it if it is closed. */
  toggle(id: string): void {
    const branches = this.graph.node(id) ? this.graph.branchesOf(id) : [id];
    const collapsed = new Set(this.store.state.collapsed);
    const isOpen = branches.some((it) => !collapsed.has(it));
    for (const it of branches) {
      if (isOpen) {
        collapsed.add(it);
      } else {
        collapsed.delete(it);
      }
    }
    this.arrangement.anchor = this.graph.node(id) ? id : this.graph.ends(id)[1];
    this.store.change({ collapsed });
  }

  private show(): void {
    const { collapsed } = this.store.state;
    for (const [id, knob] of this.knobs) {
      const isOpen = this.graph.branchesOf(id).some((it) => !collapsed.has(it));
      knob.setAttribute("aria-expanded", String(isOpen));
    }
  }
}
