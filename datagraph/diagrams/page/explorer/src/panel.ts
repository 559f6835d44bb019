import { addressOf } from "./addresses";
import { element, one } from "./dom";
import { excerpt } from "./excerpt";
import { type Graph, titleOf } from "./graph";
import type { Store } from "./store";
import type { Column, Edge, Node, Remark } from "./scene";

const KINDS = { profile: "Profile", entity: "Entity", junction: "Junction table", missing: "Missing entity" };
const SEVERITIES = { error: "Error", warning: "Warning", info: "Note" };

/** What is known of the entity or relationship that is selected, at the side of the picture. */
export class Panel {
  private readonly place = one("#panel");
  private readonly body = one("#panel-body");

  /** What its buttons do, by their names. */
  actions: Readonly<Record<string, () => void>> = {};

  constructor(
    private readonly graph: Graph,
    private readonly store: Store,
  ) {
    this.body.addEventListener("click", ({ target }) => {
      const button = (target as Element).closest<HTMLElement>("[data-action]");
      this.actions[button?.dataset["action"] ?? ""]?.();
    });
    store.listen((now, before) => {
      const found = this.graph.find(now.selected);
      if (found && now.collapsed !== before.collapsed) {
        this.body.querySelector(".actions")?.replaceWith(this.buttons(found));
      }
    });
  }

  /** How much of the stage it covers. */
  get covered(): { right: number; bottom: number } {
    if (this.place.hidden) {
      return { right: 0, bottom: 0 };
    }
    const { width, height } = this.place.getBoundingClientRect();
    return width < innerWidth * 0.9 ? { right: width, bottom: 0 } : { right: 0, bottom: height };
  }

  /** Shows what has this id; nothing, and no panel, for "". */
  show(id: string): void {
    const found = this.graph.find(id);
    this.place.hidden = !found;
    if (found) {
      this.body.replaceChildren(...("source" in found ? this.relationship(found) : this.node(found)));
      this.body.scrollTop = 0;
      this.place.setAttribute("aria-label", titleOf(found));
    }
  }

  focus(): void {
    one("h2", this.body).focus({ preventScroll: true });
  }

  private node(node: Node): HTMLElement[] {
    const arriving = this.graph.arriving(node.id);
    const leaving = this.graph.leaving(node.id);
    return present([
      heading(KINDS[node.kind], node),
      badges(node),
      description(node),
      facts([
        ["Table", node.table],
        ["Primary key", node.primary_key],
      ]),
      node.kind === "missing" && element("p", {}, "No entity has this slug, and a relationship leads to it."),
      this.buttons(node),
      remarks(node.remarks),
      figures(node.figures),
      columns(node.columns, this.graph),
      this.relationships("Reached by", "from", arriving, (it) => this.graph.ends(this.graph.relationshipOf(it.id))[0]),
      this.relationships("Leads to", "to", leaving, (it) => this.graph.ends(this.graph.relationshipOf(it.id))[1]),
      this.text(node),
    ]);
  }

  private relationship(edge: Edge): HTMLElement[] {
    const [source, target] = this.graph.ends(edge.id).map((it) => this.graph.node(it));
    const halves = this.graph.halves(edge.id);
    const last = halves.at(-1) ?? edge;
    return present([
      heading("Relationship", edge),
      source && target && element("p", { class: "ends" }, linkTo(source), " → ", linkTo(target)),
      description(edge),
      facts([
        ["Rows", rows(edge, last)],
        ...halves.map((it, index) => [matchedBy(it, index, halves.length), match(it)] as const),
        ["Junction table", edge.junction],
      ]),
      this.buttons(edge),
      remarks(edge.remarks),
      figures(edge.figures),
      this.relationships("Relationships within", "to", this.graph.children(edge.id), (it) => this.graph.ends(it.id)[1]),
      this.text(edge),
    ]);
  }

  private buttons(it: Node | Edge): HTMLElement {
    const branches = "source" in it ? [it.id].filter((id) => this.graph.children(id).length > 0) : this.graph.branchesOf(it.id);
    const row = element("p", { class: "actions" });
    row.append(element("button", { type: "button", "data-action": "centre" }, "Show in picture"));
    row.append(element("button", { type: "button", "data-action": "only" }, "Show only this"));
    if (branches.length > 0) {
      const isOpen = branches.some((id) => !this.store.state.collapsed.has(id));
      const word = isOpen ? "Close branch" : "Open branch";
      row.append(element("button", { type: "button", "data-action": "toggle" }, word));
    }
    return row;
  }

  private relationships(title: string, arrow: string, edges: readonly Edge[], far: (edge: Edge) => string): HTMLElement | false {
    if (edges.length === 0) {
      return false;
    }
    const items = edges.map((edge) => {
      const whole = this.graph.edge(this.graph.relationshipOf(edge.id)) ?? edge;
      const end = this.graph.node(far(edge));
      return element("li", {}, linkTo(whole), ...(end ? [element("span", { class: "far" }, ` ${arrow} `), linkTo(end)] : []));
    });
    return section(title, element("ul", { class: "links" }, ...items));
  }

  private text(it: Node | Edge): HTMLElement | false {
    const lines = excerpt(this.graph, it);
    const { source } = this.graph.scene;
    if (lines.length === 0) {
      return false;
    }
    const code = element("code");
    for (const line of lines) {
      const text = line.text.trimStart();
      const shown = line.nested ? element("a", { href: addressOf(line.nested) }, text) : text;
      const indent = line.text.slice(0, line.text.length - text.length);
      code.append(element("span", { class: "line", "data-number": line.number }, indent, shown), "\n");
    }
    const where = source && it.line ? [element("a", { href: `${quoted(source)}#L${it.line}` }, `${source}:${it.line}`)] : [];
    const pre = element("pre", { tabindex: 0, role: "region", "aria-label": "Text of the block" }, code);
    return section("Text", element("p", { class: "where" }, ...where), pre);
  }
}

/** A path as an address wants it; with its colons quoted none is taken for another kind of address. */
function quoted(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function heading(kind: string, it: Node | Edge): HTMLElement {
  return element(
    "header",
    {},
    element("p", { class: "kind" }, kind),
    element("h2", { tabindex: -1 }, titleOf(it)),
    ...(it.slug ? [element("p", { class: "slug" }, it.slug)] : []),
  );
}

function badges(node: Node): HTMLElement | false {
  const words = [
    node.is_enriched && "✦ Enrichment",
    node.kind === "entity" && node.depth === null && "Not reached from the profile",
    node.depth !== null && node.kind !== "profile" && `Depth ${node.depth}`,
  ].filter((it) => it !== false);
  return words.length > 0 && element("p", { class: "badges" }, ...words.map((it) => element("span", {}, it)));
}

function description(it: Node | Edge): HTMLElement | false {
  return Boolean(it.description) && element("p", { class: "description" }, it.description);
}

function facts(rows: readonly (readonly [string, string])[]): HTMLElement | false {
  const known = rows.filter(([, value]) => value);
  const items = known.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
  return items.length > 0 && element("dl", { class: "facts" }, ...items);
}

function remarks(found: readonly Remark[]): HTMLElement | false {
  const items = found.map((it) =>
    element(
      "li",
      { class: it.severity },
      element("strong", {}, `${SEVERITIES[it.severity]} ${it.code}`),
      ` line ${it.line}: ${it.message}`,
    ),
  );
  return items.length > 0 && section("Problems", element("ul", { class: "remarks" }, ...items));
}

function figures(found: readonly string[]): HTMLElement | false {
  const items = found.map((it) => element("li", {}, it));
  return items.length > 0 && section("Counted in the data", element("ul", { class: "figures" }, ...items));
}

function columns(found: readonly Column[], graph: Graph): HTMLElement | false {
  if (found.length === 0) {
    return false;
  }
  const rows = found.map((it) => {
    const uses = it.keys.flatMap((slug) => {
      const edge = graph.edge(`relationship:${slug}`);
      return edge ? [" ", element("a", { href: addressOf(edge.id) }, slug)] : [` ${slug}`];
    });
    const key = it.is_primary_key ? [element("span", { class: "key" }, "key")] : [];
    const comment = it.comment ? [element("div", { class: "comment" }, it.comment)] : [];
    const joins = uses.length > 0 ? [element("div", { class: "joins" }, "joined by", ...uses)] : [];
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, it.name, ...key),
      element("td", {}, element("span", { class: "type" }, it.type), ...comment, ...joins),
    );
  });
  const second = found.some((it) => it.type) ? "Type" : "Use";
  const head = element("tr", {}, element("th", { scope: "col" }, "Name"), element("th", { scope: "col" }, second));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
  return section(`Columns (${found.length})`, table);
}

function section(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element("section", {}, element("h3", {}, title), ...children);
}

function linkTo(it: Node | Edge): HTMLElement {
  return element("a", { href: addressOf(it.id) }, titleOf(it));
}

function rows(first: Edge, last: Edge): string {
  return first.source_many && last.target_many ? `${first.source_many} to ${last.target_many}` : "";
}

function matchedBy(edge: Edge, index: number, halves: number): string {
  if (halves > 1) {
    return index === 0 ? "Left join" : "Right join";
  }
  return { "external id": "External id", trait: "Trait", join: "Join", junction: "Join", unknown: "Join" }[edge.kind];
}

function match(edge: Edge): string {
  return edge.left || edge.right ? `${edge.left || "?"} = ${edge.right || "?"}` : "";
}

function present(parts: readonly (HTMLElement | false | undefined)[]): HTMLElement[] {
  return parts.filter((it) => it instanceof HTMLElement);
}
