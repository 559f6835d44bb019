import type { Camera } from "./camera";
import type { Store } from "./store";
import type { Themes } from "./themes";
import { NO_FILTER, type Filter } from "./visibility";

interface Kept {
  readonly place: readonly [number, number, number];
  readonly collapsed: readonly string[];
  readonly filter: Filter;
  readonly theme: "auto" | "light" | "dark";
}

const PATIENCE = 200;

/** Keeps the reader's place in the browser's history, which a reload leaves alone; says whether one was found. */
export function keepPlace(camera: Camera, store: Store, themes: Themes): boolean {
  const kept = (history.state as { explorer?: Kept } | null)?.explorer;
  if (kept) {
    store.change({ collapsed: new Set(kept.collapsed), filter: { ...NO_FILTER, ...kept.filter } });
    themes.set(kept.theme);
    camera.place(...kept.place);
  }
  let waiting = 0;
  const write = (): void => {
    clearTimeout(waiting);
    waiting = 0;
    const { x, y, k } = camera.transform;
    const { collapsed, filter } = store.state;
    const now: Kept = { place: [x, y, k], collapsed: [...collapsed], filter, theme: themes.theme };
    history.replaceState({ explorer: now }, "");
  };
  camera.listen(() => {
    // Browsers allow only so many changes in a time, and a picture moves often.
    waiting ||= setTimeout(write, PATIENCE);
  });
  store.listen(write);
  themes.listen(write);
  // When the page is hidden it is too late: the history is another's then.
  addEventListener("beforeunload", write);
  return kept !== undefined;
}
