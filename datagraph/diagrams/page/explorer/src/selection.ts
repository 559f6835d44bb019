import { idAt } from "./addresses";
import type { Camera } from "./camera";
import type { Graph } from "./graph";
import type { Panel } from "./panel";
import type { Picture } from "./picture";
import type { Stops } from "./stops";
import type { Store } from "./store";

/** What is selected is what the address of the page says: so one can share it, and go back. */
export class Selection {
  constructor(
    private readonly graph: Graph,
    private readonly store: Store,
    private readonly picture: Picture,
    private readonly camera: Camera,
    private readonly panel: Panel,
    private readonly stops: Stops,
  ) {
    addEventListener("hashchange", () => this.read());
  }

  /** Selects what an address within the page means, and brings it into view, even if it was selected already. */
  go(address: string): void {
    const isNew = location.hash !== address;
    location.hash = address;
    this.read();
    if (!isNew) {
      this.reveal();
    }
  }

  /** Selects nothing; whoever used the panel goes on at what it told of. Says whether something was selected. */
  leave(): boolean {
    const { selected } = this.store.state;
    if (selected) {
      location.hash = "";
      this.read();
      this.stops.focus(selected);
    }
    return selected !== "";
  }

  /** Looks at the address. Where the reader is back, the picture stands already as they left it. */
  read(isBack = false): void {
    const id = idAt(location.hash);
    const selected = this.graph.find(id) ? id : "";
    if (selected !== this.store.state.selected) {
      this.store.change({ selected });
      this.panel.show(selected);
      this.stops.current = selected;
      if (!isBack) {
        this.reveal();
      }
    }
  }

  reveal(): void {
    const box = this.picture.boxOf(this.store.state.selected);
    if (box) {
      this.camera.reveal(box, this.panel.covered);
    }
  }
}
