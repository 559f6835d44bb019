import type { Camera } from "./camera";
import { one } from "./dom";
import { pixels, save, standalone } from "./exporting";
import type { Picture } from "./picture";

/** The buttons that make files of what is shown: all that is not hidden, or only what the stage has in view. */
export function startDownloads(picture: Picture, camera: Camera, name: string): void {
  const onlyInView = one<HTMLInputElement>("#export-view");
  const part = () => (onlyInView.checked ? camera.inView() : { x: 0, y: 0, ...picture.size });
  one("#export-svg").addEventListener("click", () => {
    const text = standalone(picture.svg, part());
    save(`${name}.svg`, new Blob([text], { type: "image/svg+xml" }));
  });
  one("#export-png").addEventListener("click", async () => {
    const box = part();
    save(`${name}.png`, await pixels(standalone(picture.svg, box), box));
  });
}
