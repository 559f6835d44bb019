import type { Box } from "./camera";
import { shape } from "./dom";
import { duration } from "./motion";
import type { Scene } from "./scene";
import { type Placement, readPlacement } from "./placement";

const TRAVEL = 380;

/** The drawing in the page: what stands where, what is hidden, faded or marked. */
export class Picture {
  readonly nodes: ReadonlyMap<string, SVGGElement>;
  readonly edges: ReadonlyMap<string, SVGGElement>;
  readonly original: Placement;
  private current: Placement;

  constructor(
    readonly svg: SVGSVGElement,
    private readonly sizes: Scene["sizes"],
  ) {
    this.nodes = byId(svg, ".node");
    this.edges = byId(svg, ".edge");
    for (const edge of this.edges.values()) {
      // A thin line is hard to meet.
      edge.prepend(shape("path", { class: "hit", d: edge.querySelector(".line")?.getAttribute("d") ?? "" }));
    }
    this.original = readPlacement(svg);
    this.current = this.original;
  }

  get size(): { width: number; height: number } {
    return this.current;
  }

  /** Where a node or an edge's label stands now; null for what has no place. */
  boxOf(id: string): Box | null {
    const at = this.current.nodes.get(id);
    if (at) {
      return { ...at, ...this.sizeOf(id) };
    }
    const edge = this.edges.get(id);
    if (!edge) {
      return null;
    }
    const { x, y, width, height } = edge.getBBox();
    return { x, y, width, height };
  }

  /** How large a node's card is. Measuring what is drawn would lay out the page anew each time. */
  sizeOf(id: string): { width: number; height: number } {
    const [width, height] = this.sizes[id] ?? [0, 0];
    return { width, height };
  }

  hide(ids: ReadonlySet<string>): void {
    for (const [id, drawn] of [...this.nodes, ...this.edges]) {
      drawn.classList.toggle("gone", ids.has(id));
    }
  }

  /** Gives some a class that all others lose. */
  mark(name: string, ids: ReadonlySet<string>): void {
    for (const [id, drawn] of [...this.nodes, ...this.edges]) {
      drawn.classList.toggle(name, ids.has(id));
    }
  }

  /** Lets everything travel to other places. Edges are not bent on the way: they fade, and come back. */
  async moveTo(placement: Placement): Promise<void> {
    const before = this.current;
    this.current = placement;
    const time = duration(TRAVEL);
    this.svg.classList.toggle("travelling", time > 0);
    const journeys: Promise<unknown>[] = [];
    for (const [id, drawn] of this.nodes) {
      const to = placement.nodes.get(id);
      if (!to) {
        continue;
      }
      const from = before.nodes.get(id) ?? to;
      drawn.setAttribute("transform", `translate(${to.x} ${to.y})`);
      if (time && !drawn.classList.contains("gone") && (from.x !== to.x || from.y !== to.y)) {
        const frames = [from, to].map((it) => ({ transform: `translate(${it.x}px, ${it.y}px)` }));
        journeys.push(drawn.animate(frames, { duration: time, easing: "ease-in-out" }).finished);
      }
    }
    this.drawEdges(placement);
    this.drawFrames(placement);
    this.svg.setAttribute("viewBox", `0 0 ${placement.width} ${placement.height}`);
    this.svg.setAttribute("width", String(placement.width));
    this.svg.setAttribute("height", String(placement.height));
    await Promise.allSettled(journeys);
    if (this.current === placement) {
      this.svg.classList.remove("travelling");
    }
  }

  /** Adds a knob to a node, at the edge of its card; what hangs on the node is opened and closed by it. */
  addKnob(id: string): SVGGElement | null {
    const node = this.nodes.get(id);
    if (!node) {
      return null;
    }
    const { width, height } = this.sizeOf(id);
    const knob = shape("g", { class: "knob", role: "button", transform: `translate(${width} ${height})` });
    knob.append(shape("circle", { r: 10 }), shape("path", { d: "M-4.5 0H4.5" }));
    knob.append(shape("path", { class: "plus", d: "M0 -4.5V4.5" }));
    node.append(knob);
    return knob;
  }

  private drawEdges(placement: Placement): void {
    for (const [id, drawn] of this.edges) {
      const to = placement.edges.get(id);
      if (to) {
        drawn.querySelector(".line")?.setAttribute("d", to.path);
        drawn.querySelector(".hit")?.setAttribute("d", to.path);
        if (to.label) {
          drawn.querySelector(".label")?.setAttribute("transform", `translate(${to.label.x} ${to.label.y})`);
        }
      }
    }
  }

  private drawFrames(placement: Placement): void {
    for (const drawn of this.svg.querySelectorAll<SVGGElement>(".group")) {
      const box = placement.frames.get(drawn.dataset["title"] ?? "");
      const [frame, name] = [drawn.querySelector("rect"), drawn.querySelector("text")];
      drawn.classList.toggle("gone", !box);
      if (box && frame && name) {
        for (const side of ["x", "y"] as const) {
          const distance = Number(name.getAttribute(side)) - Number(frame.getAttribute(side));
          name.setAttribute(side, String(box[side] + distance));
        }
        for (const side of ["x", "y", "width", "height"] as const) {
          frame.setAttribute(side, String(box[side]));
        }
      }
    }
  }
}

function byId(svg: SVGSVGElement, selector: string): Map<string, SVGGElement> {
  return new Map([...svg.querySelectorAll<SVGGElement>(selector)].map((it) => [it.dataset["id"] ?? "", it]));
}
