import { type Graph } from "./graph";
import type { Picture } from "./picture";

type Direction = "ahead" | "back" | "before" | "after";

/** Where one gets from an entity with the arrow keys: along relationships, and to what stands beside it. */
export class Walk {
  constructor(
    private readonly graph: Graph,
    private readonly picture: Picture,
    /** Whether the picture runs from top to bottom rather than from left to right, and whether from its end. */
    private readonly direction: string,
  ) {}

  /** The id of the node that a key leads to from another, or "". */
  next(from: string, key: string): string {
    const direction = this.directionOf(key);
    switch (direction) {
      case "ahead":
        return this.nearest(from, this.graph.leaving(from).map((it) => it.target));
      case "back":
        return this.nearest(from, this.graph.arriving(from).map((it) => it.source));
      case "before":
      case "after":
        return this.beside(from, direction === "after" ? 1 : -1);
      default:
        return "";
    }
  }

  /** Those that the same entities lead to, and those at the same depth, in the order in which they stand. */
  private beside(from: string, step: number): string {
    const depth = this.graph.node(from)?.depth;
    const ids = this.graph.scene.nodes.filter((it) => it.depth === depth && this.isShown(it.id)).map((it) => it.id);
    const row = ids.sort((one, other) => this.across(one) - this.across(other));
    return row[row.indexOf(from) + step] ?? "";
  }

  private nearest(from: string, ids: readonly string[]): string {
    const here = this.across(from);
    const shown = ids.filter((it) => it !== from && this.isShown(it));
    return shown.sort((one, other) => Math.abs(this.across(one) - here) - Math.abs(this.across(other) - here))[0] ?? "";
  }

  private isShown(id: string): boolean {
    return this.picture.nodes.get(id)?.classList.contains("gone") === false;
  }

  /** Where a node's middle is, across the direction in which the picture runs. */
  private across(id: string): number {
    const box = this.picture.boxOf(id);
    if (!box) {
      return 0;
    }
    return this.isUpright ? box.x + box.width / 2 : box.y + box.height / 2;
  }

  private get isUpright(): boolean {
    return this.direction === "TB" || this.direction === "BT";
  }

  private directionOf(key: string): Direction | undefined {
    const [ahead, back] = this.isUpright ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
    const turned = this.direction === "BT" || this.direction === "RL";
    return (
      {
        [ahead as string]: turned ? "back" : "ahead",
        [back as string]: turned ? "ahead" : "back",
        [this.isUpright ? "ArrowLeft" : "ArrowUp"]: "before",
        [this.isUpright ? "ArrowRight" : "ArrowDown"]: "after",
      } as Record<string, Direction>
    )[key];
  }
}
