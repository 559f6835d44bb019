import type { Camera } from "./camera";
import { Engine } from "./engine";
import type { Graph } from "./graph";
import type { Picture } from "./picture";
import { placementOf, question } from "./placement";
import type { Store } from "./store";
import { hidden } from "./visibility";

/** Hides what is to be hidden, and lets what is left move together. */
export class Arrangement {
  /** For the next time: the id of a node that stays where it is on the screen; for "" all is shown, for null nothing moves. */
  anchor: string | null = null;
  private readonly engine = new Engine();
  private gone: ReadonlySet<string> = new Set();

  constructor(
    private readonly graph: Graph,
    private readonly picture: Picture,
    private readonly camera: Camera,
    private readonly store: Store,
  ) {
    store.listen((now, before) => {
      if (now.collapsed !== before.collapsed || now.filter !== before.filter) {
        void this.follow(this.anchor);
        this.anchor = "";
      }
    });
  }

  private async follow(anchor: string | null): Promise<void> {
    const { collapsed, filter } = this.store.state;
    const gone = hidden(this.graph, collapsed, filter);
    if (same(gone, this.gone)) {
      return;
    }
    this.gone = gone;
    this.picture.hide(gone);
    const { scene } = this.graph;
    try {
      const answer = gone.size > 0 ? await this.engine.layOut(question(scene, (id) => !gone.has(id))) : null;
      if (gone === this.gone) {
        const before = this.picture.boxOf(anchor ?? "");
        const placement = answer ? placementOf(answer, scene) : this.picture.original;
        const arrived = this.picture.moveTo(placement);
        this.camera.resize(placement.width, placement.height);
        if (anchor !== null) {
          this.keep(anchor, before);
        }
        await arrived;
      }
    } catch (error) {
      // Where the browser starts no thread or no WebAssembly, what is left stays where it stood.
      console.warn(error);
    }
  }

  private keep(anchor: string, before: { x: number; y: number } | null): void {
    const after = this.picture.boxOf(anchor);
    if (before && after) {
      this.camera.shift((before.x - after.x) * this.camera.scale, (before.y - after.y) * this.camera.scale);
    } else {
      this.camera.fit();
    }
  }
}

function same(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((it) => other.has(it));
}
