import type { ZoomTransform } from "d3-zoom";
import { select, zoom, zoomIdentity, zoomTransform } from "./libraries";
import { duration } from "./motion";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
const MOST = 3;
const STEP = 1.4;
/** How long the picture rests before it is drawn sharply again. */
const REST = 140;
const TRAVEL = 380;
/** Below this, a picture that fits is too small to start with. */
const LEGIBLE = 0.3;

/** What part of the picture the stage shows: moved by mouse, wheel, fingers and calls. */
export class Camera {
  private readonly stage;
  private readonly behaviour = zoom<HTMLElement, unknown>();
  private size = { width: 1, height: 1 };
  private resting = 0;
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly element: HTMLElement,
    private readonly moved: HTMLElement,
  ) {
    this.stage = select(element);
    this.behaviour.on("zoom", () => this.apply());
    // A press on a control or with another key held is none of ours; a wheel with one held is how browsers tell a pinch.
    this.behaviour.filter((event: MouseEvent) => event.type === "wheel" || (!event.button && !event.ctrlKey));
    this.behaviour.clickDistance(4);
    this.stage.call(this.behaviour);
  }

  /** Where the picture's origin is on the stage, and how much larger it is than drawn. */
  get transform(): ZoomTransform {
    return zoomTransform(this.element);
  }

  get scale(): number {
    return this.transform.k;
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** The picture's own size; one can zoom out until it is half as large as the stage. */
  resize(width: number, height: number): void {
    this.size = { width, height };
    this.behaviour.scaleExtent([Math.min(0.5, this.whole().k / 2), MOST]);
    this.behaviour.translateExtent([
      [-width - 200, -height - 200],
      [2 * width + 200, 2 * height + 200],
    ]);
  }

  /** Shows all of it. */
  fit(milliseconds = TRAVEL): void {
    this.travel(this.whole(), milliseconds);
  }

  /** Shows all of it if it is legible then, else as much as is, from a box on in Graphviz's direction. */
  start(from: Box, direction: string): void {
    const whole = this.whole();
    if (whole.k >= LEGIBLE) {
      this.travel(whole, 0);
      return;
    }
    const k = 2 * LEGIBLE;
    const { clientWidth, clientHeight } = this.element;
    const [across, down] = [clientWidth - from.width * k - 2 * MARGIN, clientHeight - from.height * k - 2 * MARGIN];
    const left = { LR: MARGIN, RL: MARGIN + across }[direction] ?? MARGIN + across / 2;
    const top = { TB: MARGIN, BT: MARGIN + down }[direction] ?? MARGIN + down / 2;
    this.travel(zoomIdentity.translate(left - from.x * k, top - from.y * k).scale(k), 0);
  }

  place(x: number, y: number, k: number): void {
    this.travel(zoomIdentity.translate(x, y).scale(k), 0);
  }

  zoomBy(steps: number): void {
    this.stage.transition().duration(duration(150)).call(this.behaviour.scaleBy, STEP ** steps);
  }

  panBy(x: number, y: number): void {
    this.stage.call(this.behaviour.translateBy, x / this.scale, y / this.scale);
  }

  /** Moves along with something that moves. */
  shift(x: number, y: number): void {
    const now = this.transform;
    this.travel(zoomIdentity.translate(now.x + x, now.y + y).scale(now.k), TRAVEL);
  }

  /** What the stage shows, in the picture's own measure. */
  inView(): Box {
    const { x, y, k } = this.transform;
    return { x: -x / k, y: -y / k, width: this.element.clientWidth / k, height: this.element.clientHeight / k };
  }

  /** Brings a box into view with the least movement; `covered` is how much of the stage's right and bottom is. */
  reveal(box: Box, covered = { right: 0, bottom: 0 }): void {
    const { x, y, k } = this.transform;
    const [left, top] = [box.x * k + x, box.y * k + y];
    const right = this.element.clientWidth - covered.right - MARGIN;
    const bottom = this.element.clientHeight - covered.bottom - MARGIN;
    const across = distance(left, left + box.width * k, MARGIN, right);
    const down = distance(top, top + box.height * k, MARGIN, bottom);
    if (k < LEGIBLE) {
      this.centre(box, 2 * LEGIBLE, TRAVEL, covered);
    } else if (across || down) {
      this.travel(zoomIdentity.translate(x + across, y + down).scale(k), TRAVEL);
    }
  }

  private centre(box: Box, k: number, milliseconds: number, covered = { right: 0, bottom: 0 }): void {
    const x = (this.element.clientWidth - covered.right) / 2 - (box.x + box.width / 2) * k;
    const y = (this.element.clientHeight - covered.bottom) / 2 - (box.y + box.height / 2) * k;
    this.travel(zoomIdentity.translate(x, y).scale(k), milliseconds);
  }

  private whole(): ZoomTransform {
    const { clientWidth, clientHeight } = this.element;
    const wide = Math.max(1, clientWidth - 2 * MARGIN) / this.size.width;
    const high = Math.max(1, clientHeight - 2 * MARGIN) / this.size.height;
    const k = Math.min(wide, high, 1);
    const [x, y] = [(clientWidth - this.size.width * k) / 2, (clientHeight - this.size.height * k) / 2];
    return zoomIdentity.translate(x, y).scale(k);
  }

  private travel(to: ZoomTransform, milliseconds: number): void {
    const time = duration(milliseconds);
    if (time) {
      this.stage.transition().duration(time).call(this.behaviour.transform, to);
    } else {
      this.stage.interrupt().call(this.behaviour.transform, to);
    }
  }

  private apply(): void {
    const { x, y, k } = this.transform;
    // While it moves it is one layer, which the browser only pushes about; at rest it is drawn anew, and sharp.
    this.moved.classList.add("moving");
    this.moved.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.moved.classList.remove("moving"), REST);
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** How far a stretch has to move to lie between two limits; its start counts if it is too long. */
function distance(from: number, to: number, low: number, high: number): number {
  if (from < low || to - from > high - low) {
    return low - from;
  }
  return to > high ? high - to : 0;
}
