import type { Camera } from "./camera";
import { shape } from "./dom";
import { type Graph, titleOf } from "./graph";
import type { Picture } from "./picture";

/** Below this, what stands on a card cannot be read. */
const FAR = 0.42;
const SIZE = 34;
/** How wide a letter is, as a part of its size: no letter is measured, and most are narrower. */
const LETTER = 0.58;
const MARGIN = 12;

/** From afar a card shows its name alone, as large as it can. */
export function startFarNames(graph: Graph, picture: Picture, camera: Camera): void {
  for (const node of graph.scene.nodes) {
    const drawn = picture.nodes.get(node.id);
    const { width, height } = picture.sizeOf(node.id);
    if (drawn && node.kind !== "junction") {
      const room = Math.floor((width - 2 * MARGIN) / (SIZE * LETTER));
      const lines = broken(titleOf(node), room, height > 3 * SIZE ? 2 : 1);
      const top = height / 2 - ((lines.length - 1) * SIZE) / 2;
      const texts = lines.map((line, index) => shape("tspan", { x: width / 2, y: top + index * SIZE * 1.1 }, line));
      drawn.querySelector("a")?.append(shape("text", { class: "far-name", "aria-hidden": "true" }, ...texts));
    }
  }
  camera.listen(() => picture.svg.classList.toggle("far", camera.scale < FAR));
}

/** The words in so many lines of so many letters; what finds no room is cut. */
function broken(text: string, room: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.slice(0, 200).split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  const shown = lines.slice(0, most);
  return shown.map((line, index) => {
    const isCut = line.length > room || (index === most - 1 && lines.length > most);
    return isCut ? `${line.slice(0, Math.max(1, room - 1))}…` : line;
  });
}
