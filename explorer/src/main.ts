import { addressOf, idAt } from "./addresses";
import { Arrangement } from "./arranging";
import { Camera } from "./camera";
import { one } from "./dom";
import { startDownloads } from "./downloads";
import { startFarNames } from "./far";
import { startFilters } from "./filters";
import { Graph } from "./graph";
import { keepPlace } from "./keeping";
import { startKeys } from "./keys";
import { Knobs } from "./knobs";
import { Marking } from "./marking";
import { startMenus } from "./menus";
import { Panel } from "./panel";
import { Picture } from "./picture";
import { startProblems } from "./problems";
import { sceneOf } from "./scene";
import { Search } from "./search";
import { Store } from "./store";
import { Themes } from "./themes";
import { Stops } from "./stops";

const graph = new Graph(sceneOf(document));
const store = new Store();
const stage = one("#stage");
const picture = new Picture(one<SVGSVGElement>("#picture > svg"), graph.scene.sizes);
const camera = new Camera(stage, one("#picture"));
const themes = new Themes();
const panel = new Panel(graph, (branches) => branches.some((it) => !store.state.collapsed.has(it)));
const arrangement = new Arrangement(graph, picture, camera);
const stops = new Stops(graph, picture);
/** For the next arrangement: what stays on its place on the screen; while the page starts, all does. */
let anchor: string | null = null;
let hasStarted = false;
const knobs = new Knobs(graph, picture, store, (node) => {
  anchor = node;
});

const go = (address: string): void => {
  if (location.hash === address) {
    showSelected();
  }
  location.hash = address;
  readAddress();
};

const leave = (): boolean => {
  const { selected } = store.state;
  if (selected) {
    location.hash = "";
    stops.focus(selected);
  }
  return selected !== "";
};

function showSelected(): void {
  const { selected } = store.state;
  const box = selected ? picture.boxOf(selected) : null;
  if (box) {
    camera.reveal(box, panel.covered);
  }
}

/** What is selected is what the address says. */
function readAddress(): void {
  const id = idAt(location.hash);
  store.change({ selected: graph.find(id) ? id : "" });
}

store.listen((now, before) => {
  if (now.selected !== before.selected) {
    panel.show(now.selected);
    stops.current = now.selected;
    if (hasStarted) {
      showSelected();
    }
  }
  if (now.collapsed !== before.collapsed || now.filter !== before.filter) {
    void arrangement.follow(now, anchor);
    anchor = "";
    panel.renew(now.selected);
  }
});
new Marking(graph, picture, store);
startFarNames(graph, picture, camera);
startFilters(graph, store);
startProblems(graph);
startMenus();
startDownloads(picture, camera, "data-graph");
const search = new Search(graph, (address) => {
  go(address);
  panel.focus();
});
startKeys(stage, {
  camera,
  search,
  leave,
  walk: (key) => stops.walk(key, (id) => camera.reveal(picture.boxOf(id) ?? camera.inView(), panel.covered)),
  toggle: () => stops.focused !== "" && (knobs.toggle(stops.focused), true),
});

for (const [button, action] of Object.entries({
  "zoom-in": () => camera.zoomBy(1),
  "zoom-out": () => camera.zoomBy(-1),
  "zoom-fit": () => camera.fit(),
})) {
  one(`#${button}`).addEventListener("click", action);
}
one("#panel-close").addEventListener("click", leave);
one("#panel").addEventListener("click", ({ target }) => {
  const action = (target as Element).closest<HTMLElement>("[data-action]")?.dataset["action"];
  if (action === "centre") {
    showSelected();
  } else if (action === "only") {
    store.change({ filter: { ...store.state.filter, only: store.state.selected } });
  } else if (action === "toggle") {
    knobs.toggle(store.state.selected);
  }
});
// A click that a key has made: whoever uses keys goes on in the panel.
stage.addEventListener("click", (event) => {
  const stop = (event.target as Element).closest(".node, .edge");
  const id = stop instanceof SVGElement ? (stop.dataset["id"] ?? "") : "";
  if (id && !(event.target as Element).closest(".knob")) {
    event.preventDefault();
    go(addressOf(graph.relationshipOf(id)));
    if (event.detail === 0) {
      panel.focus();
    }
  }
});
addEventListener("hashchange", readAddress);
addEventListener("resize", () => camera.resize(picture.size.width, picture.size.height));

document.documentElement.classList.add("scripted");
camera.resize(picture.size.width, picture.size.height);
const isBack = keepPlace(camera, store, themes);
if (!isBack) {
  camera.start(picture.boxOf(graph.scene.nodes[0]?.id ?? "") ?? camera.inView(), graph.scene.direction);
}
hasStarted = !isBack;
readAddress();
hasStarted = true;
anchor = "";
