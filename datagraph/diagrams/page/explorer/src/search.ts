import { addressOf } from "./addresses";
import { element, one } from "./dom";
import { type Graph, titleOf } from "./graph";
import type { Edge, Node } from "./scene";

const MOST = 12;

interface Entry {
  readonly it: Node | Edge;
  readonly texts: readonly string[];
  readonly columns: readonly string[];
}

interface Hit {
  readonly it: Node | Edge;
  readonly rank: number;
  readonly column: string;
}

/** The field that finds entities and relationships by name, slug, table and column. */
export class Search {
  private readonly field = one<HTMLInputElement>("#search");
  private readonly list = one("#hits");
  private readonly entries: readonly Entry[];
  private active = -1;

  /** `go` is called with the address of what was chosen. */
  constructor(
    graph: Graph,
    private readonly go: (address: string) => void,
  ) {
    const edges = graph.scene.edges.filter((it) => graph.relationshipOf(it.id) === it.id);
    this.entries = [...graph.scene.nodes.map(entryOfNode), ...edges.map(entryOfEdge)];
    this.field.addEventListener("input", () => this.look());
    this.field.addEventListener("focus", () => this.look());
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("keydown", (event) => this.press(event));
    // Before the field loses its focus, and the list with it goes.
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose((event.target as Element).closest<HTMLElement>("[role=option]"));
    });
  }

  focus(): void {
    this.field.focus();
    this.field.select();
  }

  private look(): void {
    const wanted = this.field.value.trim();
    const hits = wanted ? find(this.entries, wanted) : [];
    this.list.replaceChildren(...hits.slice(0, MOST).map(row));
    this.list.hidden = hits.length === 0;
    this.field.setAttribute("aria-expanded", String(hits.length > 0));
    one("#hits-said").textContent = wanted ? told(hits.length) : "";
    this.activate(hits.length > 0 ? 0 : -1);
  }

  private close(): void {
    this.list.hidden = true;
    one("#hits-said").textContent = "";
    this.field.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  private press(event: KeyboardEvent): void {
    const options = this.options();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.activate(options.length > 0 ? (this.active + step + options.length) % options.length : -1);
    } else if (event.key === "Enter") {
      this.choose(options[this.active]);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.list.hidden) {
        this.field.value = "";
        this.field.blur();
      } else {
        this.close();
      }
    }
  }

  private options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private activate(index: number): void {
    this.active = index;
    const options = this.options();
    for (const [at, option] of options.entries()) {
      option.setAttribute("aria-selected", String(at === index));
    }
    options[index]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", options[index]?.id ?? "");
  }

  private choose(option: HTMLElement | null | undefined): void {
    const address = option?.dataset["address"];
    if (address) {
      this.field.value = "";
      this.close();
      this.go(address);
    }
  }
}

function told(count: number): string {
  if (count === 0) {
    return "Nothing is called that";
  }
  return count > MOST ? `${count} found, the first ${MOST} are shown` : `${count} found`;
}

/** What contains the words, the best first: whole texts, then beginnings, then what has them inside, then columns. */
function find(entries: readonly Entry[], wanted: string): Hit[] {
  const needle = wanted.toLowerCase();
  const hits: Hit[] = [];
  for (const { it, texts, columns } of entries) {
    const rank = Math.min(...texts.map((text) => rankOf(text, needle)));
    const column = rank < 3 ? undefined : columns.find((name) => name.toLowerCase().includes(needle));
    if (rank < 3 || column !== undefined) {
      hits.push({ it, rank, column: column ?? "" });
    }
  }
  return hits.sort((one, other) => one.rank - other.rank);
}

function rankOf(text: string, needle: string): number {
  const found = text.toLowerCase();
  if (found === needle) {
    return 0;
  }
  return found.startsWith(needle) ? 1 : found.includes(needle) ? 2 : 3;
}

function row({ it, column }: Hit, index: number): HTMLElement {
  const kind = "source" in it ? "relationship" : it.kind === "entity" ? "" : it.kind;
  const hint = column ? `column ${column}` : [it.slug, kind].filter(Boolean).join(" · ");
  return element(
    "li",
    { id: `hit-${index}`, role: "option", "data-address": addressOf(it.id) },
    element("span", { class: "title" }, titleOf(it)),
    element("span", { class: "hint" }, hint),
  );
}

function entryOfNode(it: Node): Entry {
  return { it, texts: [titleOf(it), it.slug, it.table], columns: it.columns.map((column) => column.name) };
}

function entryOfEdge(it: Edge): Entry {
  return { it, texts: [titleOf(it), it.slug, it.junction], columns: [it.left, it.right] };
}
