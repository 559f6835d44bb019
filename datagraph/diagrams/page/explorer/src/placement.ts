import type { Box } from "./camera";
import type { Scene } from "./scene";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything stands, in the picture's own measure; frames are by their titles. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, Point>;
  readonly edges: ReadonlyMap<string, { readonly path: string; readonly label: Point | null }>;
  readonly frames: ReadonlyMap<string, Box>;
}

/** Where everything stands in the picture as it was made. */
export function readPlacement(svg: SVGSVGElement): Placement {
  const { width, height } = svg.viewBox.baseVal;
  const all = (selector: string) => [...svg.querySelectorAll<SVGGElement>(selector)];
  const nodes = new Map(all(".node").map((it) => [it.dataset["id"] ?? "", pointOf(it)]));
  const edges = new Map(
    all(".edge").map((it) => {
      const label = it.querySelector<SVGGElement>(".label");
      const path = it.querySelector(".line")?.getAttribute("d") ?? "";
      return [it.dataset["id"] ?? "", { path, label: label && pointOf(label) }];
    }),
  );
  const frames = new Map(all(".group").map((it) => [it.dataset["title"] ?? "", boxOf(it.querySelector("rect"))]));
  return { width, height, nodes, edges, frames };
}

/** What Graphviz's JSON tells, as far as it is asked here. Lengths are in points, which count as pixels. */
interface LaidOut {
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos?: string; readonly bb?: string }[];
  readonly edges?: readonly { readonly id?: string; readonly pos: string; readonly lp?: string }[];
}

const MARGIN = 24;

/** The text that asks for a part of the scene; `datagraph/diagrams/layout/statements.py` tells what its pieces are. */
export function question({ nodes, edges, statements }: Scene, isShown: (id: string) => boolean): string {
  const shown = nodes.filter((it) => isShown(it.id)).map((it) => it.id);
  const names = new Set(nodes.flatMap((it, index) => (isShown(it.id) ? [`n${index}`] : [])));
  const framed = new Set(statements.groups.flatMap((it) => it.nodes));
  const lines = [statements.opening, ...shown.filter((it) => !framed.has(it)).map((it) => statements.nodes[it])];
  for (const group of statements.groups) {
    const inside = group.nodes.filter(isShown);
    if (inside.length > 0) {
      // Its last lines tie its nodes together; a name that they mention would be one more node.
      const ties = group.closing.split("\n").filter((tie) => [...tie.matchAll(/\bn\d+/g)].every(([it]) => names.has(it)));
      lines.push(group.opening, ...inside.map((it) => statements.nodes[it]), ...ties);
    }
  }
  lines.push(...edges.filter((it) => isShown(it.id)).map((it) => statements.edges[it.id]), statements.closing);
  return lines.join("\n");
}

/** The placement that Graphviz's answer means: the same as `datagraph/diagrams/layout/laying_out.py` makes of it. */
export function placementOf(answer: unknown, { nodes, edges, frames: titles, sizes }: Scene): Placement {
  const laidOut = answer as LaidOut;
  const [left = 0, bottom = 0, right = 0, top = 0] = laidOut.bb.split(",").map(Number);
  // Graphviz counts from the bottom left corner, pictures from the top left.
  const point = (text: string): Point => {
    const [x = 0, y = 0] = text.split(",").map(Number);
    return { x: x - left + MARGIN, y: top - y + MARGIN };
  };
  const corner = (middle: string, id: string): Point => {
    const [{ x, y }, [width, height]] = [point(middle), sizes[id] ?? [0, 0]];
    return { x: x - width / 2, y: y - height / 2 };
  };
  const objects = new Map(laidOut.objects?.map((it) => [it.name, it]));
  const placed = new Map<string, Point>();
  for (const [index, { id }] of nodes.entries()) {
    const pos = objects.get(`n${index}`)?.pos;
    if (pos) {
      placed.set(id, corner(pos, id));
    }
  }
  const routes = new Map<string, { path: string; label: Point | null }>();
  for (const { id: index, pos, lp } of laidOut.edges ?? []) {
    const edge = index ? edges[Number(index)] : undefined;
    if (edge) {
      routes.set(edge.id, { path: spline(pos, point), label: lp ? corner(lp, edge.id) : null });
    }
  }
  const frames = new Map<string, Box>();
  for (const [index, title] of titles.entries()) {
    const [x = 0, low = 0, end = 0, high = 0] = objects.get(`cluster${index}`)?.bb?.split(",").map(Number) ?? [];
    if (end > x) {
      frames.set(title, { ...point(`${x},${high}`), width: end - x, height: high - low });
    }
  }
  return { width: right - left + 2 * MARGIN, height: top - bottom + 2 * MARGIN, nodes: placed, edges: routes, frames };
}

/** A spline as a path; what begins with a letter is where an arrow would end. */
function spline(text: string, point: (text: string) => Point): string {
  const points = text.split(" ").filter((it) => !/^[es]/.test(it));
  const [first, ...rest] = points.map((it) => point(it)).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
  return `M${first}C${rest.join(" ")}`;
}

function pointOf(drawn: SVGGElement): Point {
  const matrix = drawn.transform.baseVal.consolidate()?.matrix;
  return { x: matrix?.e ?? 0, y: matrix?.f ?? 0 };
}

function boxOf(rect: SVGRectElement | null): Box {
  const of = (name: "x" | "y" | "width" | "height") => rect?.[name].baseVal.value ?? 0;
  return { x: of("x"), y: of("y"), width: of("width"), height: of("height") };
}
