import type { Camera } from "./camera";
import type { Search } from "./search";

const STEP = 80;

interface Ways {
  readonly camera: Camera;
  readonly search: Search;
  /** Leaves what is selected; says whether something was. */
  readonly leave: () => boolean;
  /** Goes on from the focused entity by an arrow key; says whether that leads anywhere. */
  readonly walk: (key: string) => boolean;
  /** Opens or closes what hangs on the focused entity; says whether there is one. */
  readonly toggle: () => boolean;
}

/** What the keys do wherever nobody types. */
export function startKeys(stage: HTMLElement, { camera, search, leave, walk, toggle }: Ways): void {
  const anywhere: Record<string, () => unknown> = {
    "/": () => search.focus(),
    "+": () => camera.zoomBy(1),
    "=": () => camera.zoomBy(1),
    "-": () => camera.zoomBy(-1),
    "0": () => camera.fit(),
    Escape: leave,
  };
  const pans: Record<string, () => unknown> = {
    ArrowLeft: () => camera.panBy(STEP, 0),
    ArrowRight: () => camera.panBy(-STEP, 0),
    ArrowUp: () => camera.panBy(0, STEP),
    ArrowDown: () => camera.panBy(0, -STEP),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const isInside = stage.contains(event.target as globalThis.Node);
    if (isInside && event.key === " " && toggle()) {
      event.preventDefault();
    } else if (isInside && pans[event.key]) {
      if (event.target === stage || event.shiftKey) {
        pans[event.key]?.();
      } else {
        walk(event.key);
      }
      event.preventDefault();
    } else if (anywhere[event.key]) {
      anywhere[event.key]?.();
      event.preventDefault();
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}
