import { addressOf } from "./addresses";
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
import { startMarking } from "./marking";
import { startMenus } from "./menus";
import { Panel } from "./panel";
import { Picture } from "./picture";
import { startProblems } from "./problems";
import { sceneOf } from "./scene";
import { Search } from "./search";
import { Selection } from "./selection";
import { Stops } from "./stops";
import { Store } from "./store";
import { Themes } from "./themes";

// What there is, and what shows it.
const graph = new Graph(sceneOf(document));
const store = new Store();
const stage = one("#stage");
const picture = new Picture(one<SVGSVGElement>("#picture > svg"), graph.scene.sizes);
const camera = new Camera(stage, one("#picture"));
const themes = new Themes();
const panel = new Panel(graph, store);
const stops = new Stops(graph, picture);
const selection = new Selection(graph, store, picture, camera, panel, stops);
const arrangement = new Arrangement(graph, picture, camera, store);
const knobs = new Knobs(graph, picture, store, arrangement);
startMarking(graph, picture, store);
startFarNames(graph, picture, camera);
startFilters(graph, store);
startProblems(graph);
startMenus();
startDownloads(picture, camera, "data-graph");

// What the reader does.
const search = new Search(graph, (address) => {
  selection.go(address);
  panel.focus();
});
startKeys(stage, {
  camera,
  search,
  leave: () => selection.leave(),
  walk: (key) => stops.walk(key, (id) => camera.reveal(picture.boxOf(id) ?? camera.inView(), panel.covered)),
  toggle: () => stops.focused !== "" && (knobs.toggle(stops.focused), true),
});
stage.addEventListener("click", (event) => {
  const target = event.target as Element;
  const id = target.closest<SVGElement>(".node, .edge")?.dataset["id"];
  if (id && !target.closest(".knob")) {
    event.preventDefault();
    selection.go(addressOf(graph.relationshipOf(id)));
    if (event.detail === 0) {
      // A key has made this click: whoever uses keys goes on in the panel.
      panel.focus();
    }
  }
});
const actions: Record<string, () => void> = {
  "#zoom-in": () => camera.zoomBy(1),
  "#zoom-out": () => camera.zoomBy(-1),
  "#zoom-fit": () => camera.fit(),
  "#panel-close": () => selection.leave(),
};
for (const [button, action] of Object.entries(actions)) {
  one(button).addEventListener("click", action);
}
panel.actions = {
  centre: () => selection.reveal(),
  only: () => store.change({ filter: { ...store.state.filter, only: store.state.selected } }),
  toggle: () => knobs.toggle(store.state.selected),
};
addEventListener("resize", () => camera.resize(picture.size.width, picture.size.height));

// Where the reader is.
document.documentElement.classList.add("scripted");
camera.resize(picture.size.width, picture.size.height);
const isBack = keepPlace(camera, store, themes);
if (!isBack) {
  camera.start(picture.boxOf(graph.scene.nodes[0]?.id ?? "") ?? camera.inView(), graph.scene.direction);
}
selection.read(isBack);
arrangement.anchor = "";
