import { element } from "./dom";
import type { Box } from "./camera";

/** Twice the size on the screen is sharp in print and on good displays; browsers refuse canvases beyond a size. */
const DENSITY = 2;
const MOST_PIXELS = 16_000;

/** The drawing as it is now in a file of its own: what is hidden is left out, and colours are those on the screen. */
export function standalone(svg: SVGSVGElement, part: Box): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const it of copy.querySelectorAll(".gone, .knob, .hit, .far-name")) {
    it.remove();
  }
  for (const it of copy.querySelectorAll(".selected, .on-path, .faded")) {
    it.classList.remove("selected", "on-path", "faded");
  }
  for (const it of copy.querySelectorAll("a")) {
    // Within the page they lead to the panel, which the file does not have.
    it.replaceWith(...it.childNodes);
  }
  copy.setAttribute("class", "datagraph");
  fixColours(copy, svg);
  for (const [name, value] of Object.entries(part)) {
    copy.querySelector(".ground")?.setAttribute(name, String(value));
  }
  copy.setAttribute("role", "img");
  copy.setAttribute("viewBox", `${part.x} ${part.y} ${part.width} ${part.height}`);
  copy.setAttribute("width", String(part.width));
  copy.setAttribute("height", String(part.height));
  return new XMLSerializer().serializeToString(copy);
}

/** The file has no page around it that would say which colours are wanted. */
function fixColours(copy: SVGSVGElement, shown: SVGSVGElement): void {
  const style = copy.querySelector("style");
  const values = getComputedStyle(shown);
  const names = new Set(style?.textContent?.match(/--[a-z-]+(?=:)/g));
  const colours = [...names].map((it) => `${it}:${values.getPropertyValue(it)}`).join(";");
  style?.append(`svg.datagraph.datagraph{${colours}}\n`);
}

/** The same as pixels. */
export async function pixels(text: string, { width, height }: Box): Promise<Blob> {
  const density = Math.min(DENSITY, MOST_PIXELS / width, MOST_PIXELS / height);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = element("canvas", { width: Math.round(width * density), height: Math.round(height * density) });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large")))),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
