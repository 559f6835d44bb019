import { type Filter, NO_FILTER } from "./visibility";

/** What the reader has chosen; ids are those of the scene. */
export interface State {
  readonly selected: string;
  readonly collapsed: ReadonlySet<string>;
  readonly filter: Filter;
}

type Listener = (now: State, before: State) => void;

/** The one place where the state changes; whoever shows something of it listens. */
export class Store {
  private current: State = { selected: "", collapsed: new Set(), filter: NO_FILTER };
  private readonly listeners: Listener[] = [];

  get state(): State {
    return this.current;
  }

  change(part: Partial<State>): void {
    const before = this.current;
    this.current = { ...before, ...part };
    for (const listener of this.listeners) {
      listener(this.current, before);
    }
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }
}
