"use strict";
(() => {
  // src/addresses.ts
  function addressOf(id) {
    const [kind, ...rest] = id.split(":");
    return rest.length > 0 ? `#${kind}=${encodeURIComponent(rest.join(":"))}` : `#${kind}`;
  }
  function idAt(address) {
    const [kind, ...rest] = address.replace(/^#/, "").split("=");
    if (!kind) {
      return "";
    }
    try {
      return rest.length > 0 ? `${kind}:${decodeURIComponent(rest.join("="))}` : kind;
    } catch {
      return "";
    }
  }

  // src/engine.ts
  var Engine = class {
    worker;
    number = 0;
    /** The layout of a text in Graphviz's language, as JSON; null if another one has been asked for meanwhile. */
    async layOut(dot) {
      const number = ++this.number;
      this.worker ??= start();
      const worker = await this.worker;
      if (number !== this.number) {
        return null;
      }
      const answer = await new Promise((resolve, reject) => {
        const listen = (event) => {
          if (event.data.number === number) {
            worker.removeEventListener("message", listen);
            resolve(event.data);
          }
        };
        worker.addEventListener("message", listen);
        worker.addEventListener("error", (event) => reject(new Error(event.message)), { once: true });
        worker.postMessage({ number, dot });
      });
      if (answer.error) {
        throw new Error(answer.error);
      }
      return number === this.number ? JSON.parse(answer.laidOut ?? "") : null;
    }
  };
  async function start() {
    const packed = document.getElementById("graphviz")?.textContent ?? "";
    const bytes = Uint8Array.from(atob(packed.trim()), (it) => it.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const library = await new Response(unpacked).blob();
    const address = URL.createObjectURL(new Blob([library, `
(${work})();`], { type: "text/javascript" }));
    try {
      return new Worker(address);
    } finally {
      setTimeout(() => URL.revokeObjectURL(address), 6e4);
    }
  }
  function work() {
    const viz = globalThis.Viz.instance();
    addEventListener("message", (event) => {
      const { number, dot } = event.data;
      viz.then((it) => it.renderString(dot, { format: "json0", engine: "dot" })).then(
        (laidOut) => postMessage({ number, laidOut }),
        (error) => postMessage({ number, error: String(error) })
      );
    });
  }

  // src/placement.ts
  function readPlacement(svg) {
    const { width, height } = svg.viewBox.baseVal;
    const all = (selector) => [...svg.querySelectorAll(selector)];
    const nodes = new Map(all(".node").map((it) => [it.dataset["id"] ?? "", pointOf(it)]));
    const edges = new Map(
      all(".edge").map((it) => {
        const label = it.querySelector(".label");
        const path = it.querySelector(".line")?.getAttribute("d") ?? "";
        return [it.dataset["id"] ?? "", { path, label: label && pointOf(label) }];
      })
    );
    const frames = new Map(all(".group").map((it) => [it.dataset["title"] ?? "", boxOf(it.querySelector("rect"))]));
    return { width, height, nodes, edges, frames };
  }
  var MARGIN = 24;
  function question({ nodes, edges, statements }, isShown) {
    const shown = nodes.filter((it) => isShown(it.id)).map((it) => it.id);
    const names = new Set(nodes.flatMap((it, index) => isShown(it.id) ? [`n${index}`] : []));
    const framed = new Set(statements.groups.flatMap((it) => it.nodes));
    const lines = [statements.opening, ...shown.filter((it) => !framed.has(it)).map((it) => statements.nodes[it])];
    for (const group of statements.groups) {
      const inside = group.nodes.filter(isShown);
      if (inside.length > 0) {
        const ties = group.closing.split("\n").filter((tie) => [...tie.matchAll(/\bn\d+/g)].every(([it]) => names.has(it)));
        lines.push(group.opening, ...inside.map((it) => statements.nodes[it]), ...ties);
      }
    }
    lines.push(...edges.filter((it) => isShown(it.id)).map((it) => statements.edges[it.id]), statements.closing);
    return lines.join("\n");
  }
  function placementOf(answer, { nodes, edges, frames: titles, sizes }) {
    const laidOut = answer;
    const [left = 0, bottom = 0, right = 0, top = 0] = laidOut.bb.split(",").map(Number);
    const point = (text) => {
      const [x = 0, y = 0] = text.split(",").map(Number);
      return { x: x - left + MARGIN, y: top - y + MARGIN };
    };
    const corner = (middle, id) => {
      const [{ x, y }, [width, height]] = [point(middle), sizes[id] ?? [0, 0]];
      return { x: x - width / 2, y: y - height / 2 };
    };
    const objects = new Map(laidOut.objects?.map((it) => [it.name, it]));
    const placed = /* @__PURE__ */ new Map();
    for (const [index, { id }] of nodes.entries()) {
      const pos = objects.get(`n${index}`)?.pos;
      if (pos) {
        placed.set(id, corner(pos, id));
      }
    }
    const routes = /* @__PURE__ */ new Map();
    for (const { id: index, pos, lp } of laidOut.edges ?? []) {
      const edge = index ? edges[Number(index)] : void 0;
      if (edge) {
        routes.set(edge.id, { path: spline(pos, point), label: lp ? corner(lp, edge.id) : null });
      }
    }
    const frames = /* @__PURE__ */ new Map();
    for (const [index, title] of titles.entries()) {
      const [x = 0, low = 0, end = 0, high = 0] = objects.get(`cluster${index}`)?.bb?.split(",").map(Number) ?? [];
      if (end > x) {
        frames.set(title, { ...point(`${x},${high}`), width: end - x, height: high - low });
      }
    }
    return { width: right - left + 2 * MARGIN, height: top - bottom + 2 * MARGIN, nodes: placed, edges: routes, frames };
  }
  function spline(text, point) {
    const points = text.split(" ").filter((it) => !/^[es]/.test(it));
    const [first, ...rest] = points.map((it) => point(it)).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    return `M${first}C${rest.join(" ")}`;
  }
  function pointOf(drawn) {
    const matrix = drawn.transform.baseVal.consolidate()?.matrix;
    return { x: matrix?.e ?? 0, y: matrix?.f ?? 0 };
  }
  function boxOf(rect) {
    const of = (name) => rect?.[name].baseVal.value ?? 0;
    return { x: of("x"), y: of("y"), width: of("width"), height: of("height") };
  }

  // src/visibility.ts
  var NO_FILTER = { schema: null, isEnriched: false, hasProblem: false, only: "", hidesOthers: false };
  function isFiltering(filter) {
    return filter.schema !== null || filter.isEnriched || filter.hasProblem;
  }
  function matching(graph2, filter) {
    const troubled = /* @__PURE__ */ new Set();
    for (const edge of graph2.scene.edges) {
      if (edge.remarks.length > 0) {
        troubled.add(edge.source).add(edge.target);
      }
    }
    const wants = (node) => (filter.schema === null || node.schema === filter.schema) && (!filter.isEnriched || node.is_enriched) && (!filter.hasProblem || node.remarks.length > 0 || troubled.has(node.id));
    return new Set(graph2.scene.nodes.filter(wants).map((it) => it.id));
  }
  function hidden(graph2, collapsed, filter) {
    const gone = /* @__PURE__ */ new Set();
    for (const edge of graph2.scene.edges) {
      for (const outer of graph2.around(edge.id)) {
        if (collapsed.has(outer)) {
          gone.add(edge.id);
          break;
        }
      }
    }
    for (const node of graph2.scene.nodes) {
      const arriving = graph2.arriving(node.id);
      if (arriving.length > 0 && arriving.every((it) => gone.has(it.id))) {
        gone.add(node.id);
      }
    }
    if (isFiltering(filter) && filter.hidesOthers) {
      hideOthers(graph2, waysTo(graph2, matching(graph2, filter)), gone);
    }
    if (filter.only) {
      hideOthers(graph2, /* @__PURE__ */ new Set([...graph2.pathsTo(filter.only), ...graph2.following(filter.only)]), gone);
    }
    return gone;
  }
  function waysTo(graph2, wanted) {
    return new Set([...wanted].flatMap((id) => [...graph2.pathsTo(id)]));
  }
  function hideOthers(graph2, kept, gone) {
    for (const it of [...graph2.scene.nodes, ...graph2.scene.edges]) {
      if (!kept.has(it.id)) {
        gone.add(it.id);
      }
    }
  }

  // src/arranging.ts
  var Arrangement = class {
    constructor(graph2, picture2, camera2, store2) {
      this.graph = graph2;
      this.picture = picture2;
      this.camera = camera2;
      this.store = store2;
      store2.listen((now, before) => {
        if (now.collapsed !== before.collapsed || now.filter !== before.filter) {
          void this.follow(this.anchor);
          this.anchor = "";
        }
      });
    }
    graph;
    picture;
    camera;
    store;
    /** For the next time: the id of a node that stays where it is on the screen; for "" all is shown, for null nothing moves. */
    anchor = null;
    engine = new Engine();
    gone = /* @__PURE__ */ new Set();
    async follow(anchor) {
      const { collapsed, filter } = this.store.state;
      const gone = hidden(this.graph, collapsed, filter);
      if (same(gone, this.gone)) {
        return;
      }
      this.gone = gone;
      this.picture.hide(gone);
      const { scene } = this.graph;
      try {
        const answer = gone.size > 0 ? await this.engine.layOut(question(scene, (id) => !gone.has(id))) : null;
        if (gone === this.gone) {
          const before = this.picture.boxOf(anchor ?? "");
          const placement = answer ? placementOf(answer, scene) : this.picture.original;
          const arrived = this.picture.moveTo(placement);
          this.camera.resize(placement.width, placement.height);
          if (anchor !== null) {
            this.keep(anchor, before);
          }
          await arrived;
        }
      } catch (error) {
        console.warn(error);
      }
    }
    keep(anchor, before) {
      const after = this.picture.boxOf(anchor);
      if (before && after) {
        this.camera.shift((before.x - after.x) * this.camera.scale, (before.y - after.y) * this.camera.scale);
      } else {
        this.camera.fit();
      }
    }
  };
  function same(one2, other) {
    return one2.size === other.size && [...one2].every((it) => other.has(it));
  }

  // src/libraries.ts
  var { select, zoom, zoomIdentity, zoomTransform } = d3;

  // src/motion.ts
  var CALM = matchMedia("(prefers-reduced-motion: reduce)");
  function duration(milliseconds) {
    return CALM.matches ? 0 : milliseconds;
  }

  // src/camera.ts
  var MARGIN2 = 24;
  var MOST = 3;
  var STEP = 1.4;
  var REST = 140;
  var TRAVEL = 380;
  var LEGIBLE = 0.3;
  var Camera = class {
    constructor(element2, moved) {
      this.element = element2;
      this.moved = moved;
      this.stage = select(element2);
      this.behaviour.on("zoom", () => this.apply());
      this.behaviour.filter((event) => event.type === "wheel" || !event.button && !event.ctrlKey);
      this.behaviour.clickDistance(4);
      this.stage.call(this.behaviour);
    }
    element;
    moved;
    stage;
    behaviour = zoom();
    size = { width: 1, height: 1 };
    resting = 0;
    listeners = [];
    /** Where the picture's origin is on the stage, and how much larger it is than drawn. */
    get transform() {
      return zoomTransform(this.element);
    }
    get scale() {
      return this.transform.k;
    }
    listen(listener) {
      this.listeners.push(listener);
    }
    /** The picture's own size; one can zoom out until it is half as large as the stage. */
    resize(width, height) {
      this.size = { width, height };
      this.behaviour.scaleExtent([Math.min(0.5, this.whole().k / 2), MOST]);
      this.behaviour.translateExtent([
        [-width - 200, -height - 200],
        [2 * width + 200, 2 * height + 200]
      ]);
    }
    /** Shows all of it. */
    fit(milliseconds = TRAVEL) {
      this.travel(this.whole(), milliseconds);
    }
    /** Shows all of it if it is legible then, else as much as is, from a box on in Graphviz's direction. */
    start(from, direction) {
      const whole = this.whole();
      if (whole.k >= LEGIBLE) {
        this.travel(whole, 0);
        return;
      }
      const k = 2 * LEGIBLE;
      const { clientWidth, clientHeight } = this.element;
      const [across, down] = [clientWidth - from.width * k - 2 * MARGIN2, clientHeight - from.height * k - 2 * MARGIN2];
      const left = { LR: MARGIN2, RL: MARGIN2 + across }[direction] ?? MARGIN2 + across / 2;
      const top = { TB: MARGIN2, BT: MARGIN2 + down }[direction] ?? MARGIN2 + down / 2;
      this.travel(zoomIdentity.translate(left - from.x * k, top - from.y * k).scale(k), 0);
    }
    place(x, y, k) {
      this.travel(zoomIdentity.translate(x, y).scale(k), 0);
    }
    zoomBy(steps) {
      this.stage.transition().duration(duration(150)).call(this.behaviour.scaleBy, STEP ** steps);
    }
    panBy(x, y) {
      this.stage.call(this.behaviour.translateBy, x / this.scale, y / this.scale);
    }
    /** Moves along with something that moves. */
    shift(x, y) {
      const now = this.transform;
      this.travel(zoomIdentity.translate(now.x + x, now.y + y).scale(now.k), TRAVEL);
    }
    /** What the stage shows, in the picture's own measure. */
    inView() {
      const { x, y, k } = this.transform;
      return { x: -x / k, y: -y / k, width: this.element.clientWidth / k, height: this.element.clientHeight / k };
    }
    /** Brings a box into view with the least movement; `covered` is how much of the stage's right and bottom is. */
    reveal(box, covered = { right: 0, bottom: 0 }) {
      const { x, y, k } = this.transform;
      const [left, top] = [box.x * k + x, box.y * k + y];
      const right = this.element.clientWidth - covered.right - MARGIN2;
      const bottom = this.element.clientHeight - covered.bottom - MARGIN2;
      const across = distance(left, left + box.width * k, MARGIN2, right);
      const down = distance(top, top + box.height * k, MARGIN2, bottom);
      if (k < LEGIBLE) {
        this.centre(box, 2 * LEGIBLE, TRAVEL, covered);
      } else if (across || down) {
        this.travel(zoomIdentity.translate(x + across, y + down).scale(k), TRAVEL);
      }
    }
    centre(box, k, milliseconds, covered = { right: 0, bottom: 0 }) {
      const x = (this.element.clientWidth - covered.right) / 2 - (box.x + box.width / 2) * k;
      const y = (this.element.clientHeight - covered.bottom) / 2 - (box.y + box.height / 2) * k;
      this.travel(zoomIdentity.translate(x, y).scale(k), milliseconds);
    }
    whole() {
      const { clientWidth, clientHeight } = this.element;
      const wide = Math.max(1, clientWidth - 2 * MARGIN2) / this.size.width;
      const high = Math.max(1, clientHeight - 2 * MARGIN2) / this.size.height;
      const k = Math.min(wide, high, 1);
      const [x, y] = [(clientWidth - this.size.width * k) / 2, (clientHeight - this.size.height * k) / 2];
      return zoomIdentity.translate(x, y).scale(k);
    }
    travel(to, milliseconds) {
      const time = duration(milliseconds);
      if (time) {
        this.stage.transition().duration(time).call(this.behaviour.transform, to);
      } else {
        this.stage.interrupt().call(this.behaviour.transform, to);
      }
    }
    apply() {
      const { x, y, k } = this.transform;
      this.moved.classList.add("moving");
      this.moved.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.moved.classList.remove("moving"), REST);
      for (const listener of this.listeners) {
        listener();
      }
    }
  };
  function distance(from, to, low, high) {
    if (from < low || to - from > high - low) {
      return low - from;
    }
    return to > high ? high - to : 0;
  }

  // src/dom.ts
  var SVG = "http://www.w3.org/2000/svg";
  function element(name, attributes = {}, ...children) {
    return filled(document.createElement(name), attributes, children);
  }
  function shape(name, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
  }
  function one(selector, within = document) {
    const found = within.querySelector(selector);
    if (!found) {
      throw new Error(`the page has no ${selector}`);
    }
    return found;
  }
  function filled(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== void 0 && value !== false) {
        made.setAttribute(name, value === true ? "" : String(value));
      }
    }
    made.append(...children);
    return made;
  }

  // src/exporting.ts
  var DENSITY = 2;
  var MOST_PIXELS = 16e3;
  function standalone(svg, part) {
    const copy = svg.cloneNode(true);
    for (const it of copy.querySelectorAll(".gone, .knob, .hit, .far-name")) {
      it.remove();
    }
    for (const it of copy.querySelectorAll(".selected, .on-path, .faded")) {
      it.classList.remove("selected", "on-path", "faded");
    }
    for (const it of copy.querySelectorAll("a")) {
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
  function fixColours(copy, shown) {
    const style = copy.querySelector("style");
    const values = getComputedStyle(shown);
    const names = new Set(style?.textContent?.match(/--[a-z-]+(?=:)/g));
    const colours = [...names].map((it) => `${it}:${values.getPropertyValue(it)}`).join(";");
    style?.append(`svg.datagraph.datagraph{${colours}}
`);
  }
  async function pixels(text, { width, height }) {
    const density = Math.min(DENSITY, MOST_PIXELS / width, MOST_PIXELS / height);
    const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = element("canvas", { width: Math.round(width * density), height: Math.round(height * density) });
      canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise(
        (resolve, reject) => canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("the picture is too large")))
      );
    } finally {
      URL.revokeObjectURL(address);
    }
  }
  function save(name, content) {
    const address = URL.createObjectURL(content);
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1e4);
  }

  // src/downloads.ts
  function startDownloads(picture2, camera2, name) {
    const onlyInView = one("#export-view");
    const part = () => onlyInView.checked ? camera2.inView() : { x: 0, y: 0, ...picture2.size };
    one("#export-svg").addEventListener("click", () => {
      const text = standalone(picture2.svg, part());
      save(`${name}.svg`, new Blob([text], { type: "image/svg+xml" }));
    });
    one("#export-png").addEventListener("click", async () => {
      const box = part();
      save(`${name}.png`, await pixels(standalone(picture2.svg, box), box));
    });
  }

  // src/graph.ts
  var SECOND_HALF = "/right";
  var Graph = class {
    constructor(scene) {
      this.scene = scene;
      this.nodesById = new Map(scene.nodes.map((it) => [it.id, it]));
      this.edgesById = new Map(scene.edges.map((it) => [it.id, it]));
      for (const edge of scene.edges) {
        add(this.into, edge.target, edge);
        add(this.outOf, edge.source, edge);
        if (this.relationshipOf(edge.id) === edge.id) {
          add(this.childrenOf, this.edge(edge.parent) ? edge.parent : "", edge);
        }
      }
    }
    scene;
    nodesById;
    edgesById;
    childrenOf = /* @__PURE__ */ new Map();
    into = /* @__PURE__ */ new Map();
    outOf = /* @__PURE__ */ new Map();
    node(id) {
      return this.nodesById.get(id);
    }
    /** A relationship; of one in two halves the first. */
    edge(id) {
      return this.edgesById.get(id);
    }
    /** The id of the relationship that an edge is, or is a half of; only second halves lead away from a junction table. */
    relationshipOf(edge) {
      const isHalf = this.node(this.edge(edge)?.source ?? "")?.kind === "junction";
      return isHalf && edge.endsWith(SECOND_HALF) ? edge.slice(0, -SECOND_HALF.length) : edge;
    }
    /** The edge of a relationship, or both. */
    halves(relationship) {
      const [first, second] = [this.edge(relationship), this.edge(relationship + SECOND_HALF)];
      const isHalf = second !== void 0 && this.relationshipOf(second.id) !== second.id;
      return [...first ? [first] : [], ...isHalf ? [second] : []];
    }
    find(id) {
      return this.node(id) ?? this.edge(id);
    }
    arriving(node) {
      return this.into.get(node) ?? [];
    }
    leaving(node) {
      return this.outOf.get(node) ?? [];
    }
    /** The relationships nested in one; those right under the profile for "". */
    children(relationship) {
      return this.childrenOf.get(relationship) ?? [];
    }
    /** Whether something hangs on an entity: relationships nested in those that lead to it. */
    hasBranch(node) {
      return this.branchesOf(node).length > 0;
    }
    /** The relationships into an entity in which others are nested. */
    branchesOf(node) {
      const leading = new Set(this.arriving(node).map((it) => this.relationshipOf(it.id)));
      return [...leading].filter((it) => this.children(it).length > 0);
    }
    /** Where a relationship starts and ends, whatever stands between. */
    ends(relationship) {
      const halves = this.halves(relationship);
      return [halves[0]?.source ?? "", halves.at(-1)?.target ?? ""];
    }
    /** The ids of all that lies on a path from the profile to an entity, a junction table or a relationship. */
    pathsTo(id) {
      const found = /* @__PURE__ */ new Set([id]);
      const last = this.node(id) ? this.arriving(id).map((it) => it.id) : [id];
      for (const leaf of last) {
        for (const step of [this.relationshipOf(leaf), ...this.around(leaf)]) {
          for (const half of this.halves(step)) {
            found.add(half.id).add(half.source).add(half.target);
          }
        }
      }
      return found;
    }
    /** The ids of what an entity or a relationship leads to: relationships one step on, and where they end. */
    following(id) {
      const next = this.node(id) ? this.leaving(id) : this.children(id);
      const halves = next.flatMap((it) => this.halves(this.relationshipOf(it.id)));
      return new Set(halves.flatMap((it) => [it.id, it.source, it.target]));
    }
    /** The relationship around an edge, the one around that, and so on. */
    *around(edge) {
      for (let at = this.edge(edge)?.parent; at && this.edge(at); at = this.edge(at)?.parent) {
        yield at;
      }
    }
  };
  function titleOf(it) {
    if ("table" in it && it.kind === "junction") {
      return it.table.split(".").at(-1) || "junction table";
    }
    return it.name || it.slug || it.id;
  }
  function add(lists, key, edge) {
    const list = lists.get(key);
    if (list) {
      list.push(edge);
    } else {
      lists.set(key, [edge]);
    }
  }

  // src/far.ts
  var FAR = 0.42;
  var SIZE = 34;
  var LETTER = 0.58;
  var MARGIN3 = 12;
  function startFarNames(graph2, picture2, camera2) {
    for (const node of graph2.scene.nodes) {
      const drawn = picture2.nodes.get(node.id);
      const { width, height } = picture2.sizeOf(node.id);
      if (drawn && node.kind !== "junction") {
        const room = Math.floor((width - 2 * MARGIN3) / (SIZE * LETTER));
        const lines = broken(titleOf(node), room, height > 3 * SIZE ? 2 : 1);
        const top = height / 2 - (lines.length - 1) * SIZE / 2;
        const texts = lines.map((line, index) => shape("tspan", { x: width / 2, y: top + index * SIZE * 1.1 }, line));
        drawn.querySelector("a")?.append(shape("text", { class: "far-name", "aria-hidden": "true" }, ...texts));
      }
    }
    camera2.listen(() => picture2.svg.classList.toggle("far", camera2.scale < FAR));
  }
  function broken(text, room, most) {
    const lines = [];
    for (const word of text.slice(0, 200).split(/\s+/)) {
      const last = lines.at(-1);
      if (last !== void 0 && last.length + 1 + word.length <= room) {
        lines[lines.length - 1] = `${last} ${word}`;
      } else {
        lines.push(word);
      }
    }
    const shown = lines.slice(0, most);
    return shown.map((line, index) => {
      const isCut = line.length > room || index === most - 1 && lines.length > most;
      return isCut ? `${line.slice(0, Math.max(1, room - 1))}…` : line;
    });
  }

  // src/filters.ts
  function startFilters(graph2, store2) {
    const schema = one("#filter-schema");
    const boxes = {
      isEnriched: one("#filter-enriched"),
      hasProblem: one("#filter-problem"),
      hidesOthers: one("#filter-hides")
    };
    const schemas = [...new Set(graph2.scene.nodes.map((it) => it.schema).filter(Boolean))].sort();
    schema.append(...schemas.map((it) => element("option", { value: it }, it)));
    const read = () => store2.change({
      filter: {
        schema: schema.value || null,
        isEnriched: boxes.isEnriched.checked,
        hasProblem: boxes.hasProblem.checked,
        hidesOthers: boxes.hidesOthers.checked,
        only: store2.state.filter.only
      }
    });
    const showAll = () => store2.change({ filter: { ...store2.state.filter, only: "" } });
    one("#only button").addEventListener("click", showAll);
    one("#filters").addEventListener("change", read);
    one("#filters").addEventListener("reset", () => setTimeout(read));
    store2.listen(({ filter }, before) => {
      if (filter !== before.filter) {
        const only = graph2.find(filter.only);
        one("#only").hidden = !only;
        one("#only span").textContent = only ? `Only ${titleOf(only)}, and what is near` : "";
        schema.value = filter.schema ?? "";
        boxes.isEnriched.checked = filter.isEnriched;
        boxes.hasProblem.checked = filter.hasProblem;
        boxes.hidesOthers.checked = filter.hidesOthers;
        const count = matching(graph2, filter).size;
        one("#filter-said").textContent = isFiltering(filter) ? `${count} of ${graph2.scene.nodes.length} match` : "";
        one("#filter-button").classList.toggle("on", isFiltering(filter));
      }
    });
  }

  // src/keeping.ts
  var PATIENCE = 200;
  function keepPlace(camera2, store2, themes2) {
    const kept = history.state?.explorer;
    if (kept) {
      store2.change({ collapsed: new Set(kept.collapsed), filter: { ...NO_FILTER, ...kept.filter } });
      themes2.set(kept.theme);
      camera2.place(...kept.place);
    }
    let waiting = 0;
    const write = () => {
      clearTimeout(waiting);
      waiting = 0;
      const { x, y, k } = camera2.transform;
      const { collapsed, filter } = store2.state;
      const now = { place: [x, y, k], collapsed: [...collapsed], filter, theme: themes2.theme };
      history.replaceState({ explorer: now }, "");
    };
    camera2.listen(() => {
      waiting ||= setTimeout(write, PATIENCE);
    });
    store2.listen(write);
    themes2.listen(write);
    addEventListener("beforeunload", write);
    return kept !== void 0;
  }

  // src/keys.ts
  var STEP2 = 80;
  function startKeys(stage2, { camera: camera2, search: search2, leave, walk, toggle }) {
    const anywhere = {
      "/": () => search2.focus(),
      "+": () => camera2.zoomBy(1),
      "=": () => camera2.zoomBy(1),
      "-": () => camera2.zoomBy(-1),
      "0": () => camera2.fit(),
      Escape: leave
    };
    const pans = {
      ArrowLeft: () => camera2.panBy(STEP2, 0),
      ArrowRight: () => camera2.panBy(-STEP2, 0),
      ArrowUp: () => camera2.panBy(0, STEP2),
      ArrowDown: () => camera2.panBy(0, -STEP2)
    };
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      const isInside = stage2.contains(event.target);
      if (isInside && event.key === " " && toggle()) {
        event.preventDefault();
      } else if (isInside && pans[event.key]) {
        if (event.target === stage2 || event.shiftKey) {
          pans[event.key]?.();
        } else {
          walk(event.key);
        }
        event.preventDefault();
      } else if (anywhere[event.key]) {
        anywhere[event.key]?.();
        event.preventDefault();
      }
    });
  }
  function isTyping(target) {
    return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  }

  // src/knobs.ts
  var Knobs = class {
    constructor(graph2, picture2, store2, arrangement2) {
      this.graph = graph2;
      this.store = store2;
      this.arrangement = arrangement2;
      for (const node of graph2.scene.nodes) {
        if (graph2.hasBranch(node.id)) {
          const knob = picture2.addKnob(node.id);
          knob?.setAttribute("aria-label", `Branch of ${titleOf(node)}`);
          knob?.addEventListener("click", () => this.toggle(node.id));
          if (knob) {
            this.knobs.set(node.id, knob);
          }
        }
      }
      store2.listen(() => this.show());
      this.show();
    }
    graph;
    store;
    arrangement;
    knobs = /* @__PURE__ */ new Map();
    /** Closes what hangs on an entity or a relationship, or opens it if it is closed. */
    toggle(id) {
      const branches = this.graph.node(id) ? this.graph.branchesOf(id) : [id];
      const collapsed = new Set(this.store.state.collapsed);
      const isOpen = branches.some((it) => !collapsed.has(it));
      for (const it of branches) {
        if (isOpen) {
          collapsed.add(it);
        } else {
          collapsed.delete(it);
        }
      }
      this.arrangement.anchor = this.graph.node(id) ? id : this.graph.ends(id)[1];
      this.store.change({ collapsed });
    }
    show() {
      const { collapsed } = this.store.state;
      for (const [id, knob] of this.knobs) {
        const isOpen = this.graph.branchesOf(id).some((it) => !collapsed.has(it));
        knob.setAttribute("aria-expanded", String(isOpen));
      }
    }
  };

  // src/marking.ts
  function startMarking(graph2, picture2, store2) {
    store2.listen(({ selected, filter }, before) => {
      if (selected !== before.selected || filter !== before.filter) {
        const path = graph2.find(selected) ? graph2.pathsTo(selected) : /* @__PURE__ */ new Set();
        picture2.mark("selected", /* @__PURE__ */ new Set([selected]));
        picture2.mark("on-path", path);
        if (graph2.find(selected)) {
          const near = /* @__PURE__ */ new Set([...path, ...graph2.following(selected)]);
          const all = [...graph2.scene.nodes, ...graph2.scene.edges].map((it) => it.id);
          picture2.mark("faded", new Set(all.filter((it) => !near.has(it))));
        } else {
          picture2.mark("faded", isFiltering(filter) ? unwanted(graph2, matching(graph2, filter)) : /* @__PURE__ */ new Set());
        }
      }
    });
  }
  function unwanted(graph2, wanted) {
    const { nodes, edges } = graph2.scene;
    return /* @__PURE__ */ new Set([
      ...nodes.filter((it) => !wanted.has(it.id)).map((it) => it.id),
      ...edges.filter((it) => !wanted.has(it.source) || !wanted.has(it.target)).map((it) => it.id)
    ]);
  }

  // src/menus.ts
  function startMenus() {
    const buttons = [...document.querySelectorAll("button[aria-controls]")];
    const controlled = (button) => document.getElementById(button.getAttribute("aria-controls") ?? "");
    const set = (button, isOpen) => {
      const menu = controlled(button);
      button.setAttribute("aria-expanded", String(isOpen));
      if (menu) {
        menu.hidden = !isOpen;
      }
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const isOpen = button.getAttribute("aria-expanded") === "true";
        for (const it of buttons) {
          set(it, it === button && !isOpen);
        }
      });
      controlled(button)?.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          set(button, false);
          button.focus();
        }
      });
    }
    document.addEventListener("pointerdown", ({ target }) => {
      for (const button of buttons) {
        const menu = controlled(button);
        if (target instanceof Node && !menu?.contains(target) && !button.contains(target) && menu?.id !== "outline") {
          set(button, false);
        }
      }
    });
  }

  // src/excerpt.ts
  function excerpt(graph2, of) {
    if (!of.lines) {
      return [];
    }
    const all = graph2.scene.text.split(/\r\n|\r|\n/);
    const [first, last] = of.lines;
    const nested = "source" in of ? graph2.children(of.id) : of.kind === "profile" ? graph2.children("") : [];
    const folded = new Map(nested.flatMap((it) => it.lines ? [[it.lines[0], it]] : []));
    const indent = /^[ \t]*/.exec(all[first - 1] ?? "")?.[0].length ?? 0;
    const lines = [];
    for (let number = first; number <= last; number++) {
      const text = (all[number - 1] ?? "").replace(new RegExp(`^[ \\t]{0,${indent}}`), "");
      const inner = folded.get(number);
      if (inner?.lines) {
        lines.push({ number, text: `${text} … }`, nested: inner.id });
        number = inner.lines[1];
      } else {
        lines.push({ number, text });
      }
    }
    return lines;
  }

  // src/panel.ts
  var KINDS = { profile: "Profile", entity: "Entity", junction: "Junction table", missing: "Missing entity" };
  var SEVERITIES = { error: "Error", warning: "Warning", info: "Note" };
  var Panel = class {
    constructor(graph2, store2) {
      this.graph = graph2;
      this.store = store2;
      this.body.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-action]");
        this.actions[button?.dataset["action"] ?? ""]?.();
      });
      store2.listen((now, before) => {
        const found = this.graph.find(now.selected);
        if (found && now.collapsed !== before.collapsed) {
          this.body.querySelector(".actions")?.replaceWith(this.buttons(found));
        }
      });
    }
    graph;
    store;
    place = one("#panel");
    body = one("#panel-body");
    /** What its buttons do, by their names. */
    actions = {};
    /** How much of the stage it covers. */
    get covered() {
      if (this.place.hidden) {
        return { right: 0, bottom: 0 };
      }
      const { width, height } = this.place.getBoundingClientRect();
      return width < innerWidth * 0.9 ? { right: width, bottom: 0 } : { right: 0, bottom: height };
    }
    /** Shows what has this id; nothing, and no panel, for "". */
    show(id) {
      const found = this.graph.find(id);
      this.place.hidden = !found;
      if (found) {
        this.body.replaceChildren(..."source" in found ? this.relationship(found) : this.node(found));
        this.body.scrollTop = 0;
        this.place.setAttribute("aria-label", titleOf(found));
      }
    }
    focus() {
      one("h2", this.body).focus({ preventScroll: true });
    }
    node(node) {
      const arriving = this.graph.arriving(node.id);
      const leaving = this.graph.leaving(node.id);
      return present([
        heading(KINDS[node.kind], node),
        badges(node),
        description(node),
        facts([
          ["Table", node.table],
          ["Primary key", node.primary_key]
        ]),
        node.kind === "missing" && element("p", {}, "No entity has this slug, and a relationship leads to it."),
        this.buttons(node),
        remarks(node.remarks),
        figures(node.figures),
        columns(node.columns, this.graph),
        this.relationships("Reached by", "from", arriving, (it) => this.graph.ends(this.graph.relationshipOf(it.id))[0]),
        this.relationships("Leads to", "to", leaving, (it) => this.graph.ends(this.graph.relationshipOf(it.id))[1]),
        this.text(node)
      ]);
    }
    relationship(edge) {
      const [source, target] = this.graph.ends(edge.id).map((it) => this.graph.node(it));
      const halves = this.graph.halves(edge.id);
      const last = halves.at(-1) ?? edge;
      return present([
        heading("Relationship", edge),
        source && target && element("p", { class: "ends" }, linkTo(source), " → ", linkTo(target)),
        description(edge),
        facts([
          ["Rows", rows(edge, last)],
          ...halves.map((it, index) => [matchedBy(it, index, halves.length), match(it)]),
          ["Junction table", edge.junction]
        ]),
        this.buttons(edge),
        remarks(edge.remarks),
        figures(edge.figures),
        this.relationships("Relationships within", "to", this.graph.children(edge.id), (it) => this.graph.ends(it.id)[1]),
        this.text(edge)
      ]);
    }
    buttons(it) {
      const branches = "source" in it ? [it.id].filter((id) => this.graph.children(id).length > 0) : this.graph.branchesOf(it.id);
      const row2 = element("p", { class: "actions" });
      row2.append(element("button", { type: "button", "data-action": "centre" }, "Show in picture"));
      row2.append(element("button", { type: "button", "data-action": "only" }, "Show only this"));
      if (branches.length > 0) {
        const isOpen = branches.some((id) => !this.store.state.collapsed.has(id));
        const word = isOpen ? "Close branch" : "Open branch";
        row2.append(element("button", { type: "button", "data-action": "toggle" }, word));
      }
      return row2;
    }
    relationships(title, arrow, edges, far) {
      if (edges.length === 0) {
        return false;
      }
      const items = edges.map((edge) => {
        const whole = this.graph.edge(this.graph.relationshipOf(edge.id)) ?? edge;
        const end = this.graph.node(far(edge));
        return element("li", {}, linkTo(whole), ...end ? [element("span", { class: "far" }, ` ${arrow} `), linkTo(end)] : []);
      });
      return section(title, element("ul", { class: "links" }, ...items));
    }
    text(it) {
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
  };
  function quoted(path) {
    return path.split("/").map(encodeURIComponent).join("/");
  }
  function heading(kind, it) {
    return element(
      "header",
      {},
      element("p", { class: "kind" }, kind),
      element("h2", { tabindex: -1 }, titleOf(it)),
      ...it.slug ? [element("p", { class: "slug" }, it.slug)] : []
    );
  }
  function badges(node) {
    const words = [
      node.is_enriched && "✦ Enrichment",
      node.kind === "entity" && node.depth === null && "Not reached from the profile",
      node.depth !== null && node.kind !== "profile" && `Depth ${node.depth}`
    ].filter((it) => it !== false);
    return words.length > 0 && element("p", { class: "badges" }, ...words.map((it) => element("span", {}, it)));
  }
  function description(it) {
    return Boolean(it.description) && element("p", { class: "description" }, it.description);
  }
  function facts(rows2) {
    const known = rows2.filter(([, value]) => value);
    const items = known.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
    return items.length > 0 && element("dl", { class: "facts" }, ...items);
  }
  function remarks(found) {
    const items = found.map(
      (it) => element(
        "li",
        { class: it.severity },
        element("strong", {}, `${SEVERITIES[it.severity]} ${it.code}`),
        ` line ${it.line}: ${it.message}`
      )
    );
    return items.length > 0 && section("Problems", element("ul", { class: "remarks" }, ...items));
  }
  function figures(found) {
    const items = found.map((it) => element("li", {}, it));
    return items.length > 0 && section("Counted in the data", element("ul", { class: "figures" }, ...items));
  }
  function columns(found, graph2) {
    if (found.length === 0) {
      return false;
    }
    const rows2 = found.map((it) => {
      const uses = it.keys.flatMap((slug) => {
        const edge = graph2.edge(`relationship:${slug}`);
        return edge ? [" ", element("a", { href: addressOf(edge.id) }, slug)] : [` ${slug}`];
      });
      const key = it.is_primary_key ? [element("span", { class: "key" }, "key")] : [];
      const comment = it.comment ? [element("div", { class: "comment" }, it.comment)] : [];
      const joins = uses.length > 0 ? [element("div", { class: "joins" }, "joined by", ...uses)] : [];
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, it.name, ...key),
        element("td", {}, element("span", { class: "type" }, it.type), ...comment, ...joins)
      );
    });
    const second = found.some((it) => it.type) ? "Type" : "Use";
    const head = element("tr", {}, element("th", { scope: "col" }, "Name"), element("th", { scope: "col" }, second));
    const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows2));
    return section(`Columns (${found.length})`, table);
  }
  function section(title, ...children) {
    return element("section", {}, element("h3", {}, title), ...children);
  }
  function linkTo(it) {
    return element("a", { href: addressOf(it.id) }, titleOf(it));
  }
  function rows(first, last) {
    return first.source_many && last.target_many ? `${first.source_many} to ${last.target_many}` : "";
  }
  function matchedBy(edge, index, halves) {
    if (halves > 1) {
      return index === 0 ? "Left join" : "Right join";
    }
    return { "external id": "External id", trait: "Trait", join: "Join", junction: "Join", unknown: "Join" }[edge.kind];
  }
  function match(edge) {
    return edge.left || edge.right ? `${edge.left || "?"} = ${edge.right || "?"}` : "";
  }
  function present(parts) {
    return parts.filter((it) => it instanceof HTMLElement);
  }

  // src/picture.ts
  var TRAVEL2 = 380;
  var Picture = class {
    constructor(svg, sizes) {
      this.svg = svg;
      this.sizes = sizes;
      this.nodes = byId(svg, ".node");
      this.edges = byId(svg, ".edge");
      for (const edge of this.edges.values()) {
        edge.prepend(shape("path", { class: "hit", d: edge.querySelector(".line")?.getAttribute("d") ?? "" }));
      }
      this.original = readPlacement(svg);
      this.current = this.original;
    }
    svg;
    sizes;
    nodes;
    edges;
    original;
    current;
    get size() {
      return this.current;
    }
    /** Where a node or an edge's label stands now; null for what has no place. */
    boxOf(id) {
      const at = this.current.nodes.get(id);
      if (at) {
        return { ...at, ...this.sizeOf(id) };
      }
      const edge = this.edges.get(id);
      if (!edge) {
        return null;
      }
      const { x, y, width, height } = edge.getBBox();
      return { x, y, width, height };
    }
    /** How large a node's card is. Measuring what is drawn would lay out the page anew each time. */
    sizeOf(id) {
      const [width, height] = this.sizes[id] ?? [0, 0];
      return { width, height };
    }
    hide(ids) {
      for (const [id, drawn] of [...this.nodes, ...this.edges]) {
        drawn.classList.toggle("gone", ids.has(id));
      }
    }
    /** Gives some a class that all others lose. */
    mark(name, ids) {
      for (const [id, drawn] of [...this.nodes, ...this.edges]) {
        drawn.classList.toggle(name, ids.has(id));
      }
    }
    /** Lets everything travel to other places. Edges are not bent on the way: they fade, and come back. */
    async moveTo(placement) {
      const before = this.current;
      this.current = placement;
      const time = duration(TRAVEL2);
      this.svg.classList.toggle("travelling", time > 0);
      const journeys = [];
      for (const [id, drawn] of this.nodes) {
        const to = placement.nodes.get(id);
        if (!to) {
          continue;
        }
        const from = before.nodes.get(id) ?? to;
        drawn.setAttribute("transform", `translate(${to.x} ${to.y})`);
        if (time && !drawn.classList.contains("gone") && (from.x !== to.x || from.y !== to.y)) {
          const frames = [from, to].map((it) => ({ transform: `translate(${it.x}px, ${it.y}px)` }));
          journeys.push(drawn.animate(frames, { duration: time, easing: "ease-in-out" }).finished);
        }
      }
      this.drawEdges(placement);
      this.drawFrames(placement);
      this.svg.setAttribute("viewBox", `0 0 ${placement.width} ${placement.height}`);
      this.svg.setAttribute("width", String(placement.width));
      this.svg.setAttribute("height", String(placement.height));
      await Promise.allSettled(journeys);
      if (this.current === placement) {
        this.svg.classList.remove("travelling");
      }
    }
    /** Adds a knob to a node, at the edge of its card; what hangs on the node is opened and closed by it. */
    addKnob(id) {
      const node = this.nodes.get(id);
      if (!node) {
        return null;
      }
      const { width, height } = this.sizeOf(id);
      const knob = shape("g", { class: "knob", role: "button", transform: `translate(${width} ${height})` });
      knob.append(shape("circle", { r: 10 }), shape("path", { d: "M-4.5 0H4.5" }));
      knob.append(shape("path", { class: "plus", d: "M0 -4.5V4.5" }));
      node.append(knob);
      return knob;
    }
    drawEdges(placement) {
      for (const [id, drawn] of this.edges) {
        const to = placement.edges.get(id);
        if (to) {
          drawn.querySelector(".line")?.setAttribute("d", to.path);
          drawn.querySelector(".hit")?.setAttribute("d", to.path);
          if (to.label) {
            drawn.querySelector(".label")?.setAttribute("transform", `translate(${to.label.x} ${to.label.y})`);
          }
        }
      }
    }
    drawFrames(placement) {
      for (const drawn of this.svg.querySelectorAll(".group")) {
        const box = placement.frames.get(drawn.dataset["title"] ?? "");
        const [frame, name] = [drawn.querySelector("rect"), drawn.querySelector("text")];
        drawn.classList.toggle("gone", !box);
        if (box && frame && name) {
          for (const side of ["x", "y"]) {
            const distance2 = Number(name.getAttribute(side)) - Number(frame.getAttribute(side));
            name.setAttribute(side, String(box[side] + distance2));
          }
          for (const side of ["x", "y", "width", "height"]) {
            frame.setAttribute(side, String(box[side]));
          }
        }
      }
    }
  };
  function byId(svg, selector) {
    return new Map([...svg.querySelectorAll(selector)].map((it) => [it.dataset["id"] ?? "", it]));
  }

  // src/problems.ts
  function startProblems(graph2) {
    const { problems } = graph2.scene;
    const button = one("#problems-button");
    button.hidden = problems.length === 0;
    one("span", button).textContent = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const blocks = /* @__PURE__ */ new Map();
    for (const it of [...graph2.scene.nodes, ...graph2.scene.edges]) {
      for (const remark of it.remarks) {
        blocks.set(keyOf(remark), it.id);
      }
    }
    const items = problems.map((it) => {
      const text = [element("strong", {}, `${it.severity} ${it.code}`), ` line ${it.line}: ${it.message}`];
      const id = blocks.get(keyOf(it));
      return element("li", { class: it.severity }, ...id ? [element("a", { href: addressOf(id) }, ...text)] : text);
    });
    one("#problems .remarks").replaceChildren(...items);
  }
  function keyOf({ code, line, message }) {
    return `${code} ${line} ${message}`;
  }

  // src/scene.ts
  function sceneOf(page) {
    return JSON.parse(page.getElementById("scene")?.textContent ?? "");
  }

  // src/search.ts
  var MOST2 = 12;
  var Search = class {
    /** `go` is called with the address of what was chosen. */
    constructor(graph2, go) {
      this.go = go;
      const edges = graph2.scene.edges.filter((it) => graph2.relationshipOf(it.id) === it.id);
      this.entries = [...graph2.scene.nodes.map(entryOfNode), ...edges.map(entryOfEdge)];
      this.field.addEventListener("input", () => this.look());
      this.field.addEventListener("focus", () => this.look());
      this.field.addEventListener("blur", () => this.close());
      this.field.addEventListener("keydown", (event) => this.press(event));
      this.list.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.choose(event.target.closest("[role=option]"));
      });
    }
    go;
    field = one("#search");
    list = one("#hits");
    entries;
    active = -1;
    focus() {
      this.field.focus();
      this.field.select();
    }
    look() {
      const wanted = this.field.value.trim();
      const hits = wanted ? find(this.entries, wanted) : [];
      this.list.replaceChildren(...hits.slice(0, MOST2).map(row));
      this.list.hidden = hits.length === 0;
      this.field.setAttribute("aria-expanded", String(hits.length > 0));
      one("#hits-said").textContent = wanted ? told(hits.length) : "";
      this.activate(hits.length > 0 ? 0 : -1);
    }
    close() {
      this.list.hidden = true;
      one("#hits-said").textContent = "";
      this.field.setAttribute("aria-expanded", "false");
      this.activate(-1);
    }
    press(event) {
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
    options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }
    activate(index) {
      this.active = index;
      const options = this.options();
      for (const [at, option] of options.entries()) {
        option.setAttribute("aria-selected", String(at === index));
      }
      options[index]?.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", options[index]?.id ?? "");
    }
    choose(option) {
      const address = option?.dataset["address"];
      if (address) {
        this.field.value = "";
        this.close();
        this.go(address);
      }
    }
  };
  function told(count) {
    if (count === 0) {
      return "Nothing is called that";
    }
    return count > MOST2 ? `${count} found, the first ${MOST2} are shown` : `${count} found`;
  }
  function find(entries, wanted) {
    const needle = wanted.toLowerCase();
    const hits = [];
    for (const { it, texts, columns: columns2 } of entries) {
      const rank = Math.min(...texts.map((text) => rankOf(text, needle)));
      const column = rank < 3 ? void 0 : columns2.find((name) => name.toLowerCase().includes(needle));
      if (rank < 3 || column !== void 0) {
        hits.push({ it, rank, column: column ?? "" });
      }
    }
    return hits.sort((one2, other) => one2.rank - other.rank);
  }
  function rankOf(text, needle) {
    const found = text.toLowerCase();
    if (found === needle) {
      return 0;
    }
    return found.startsWith(needle) ? 1 : found.includes(needle) ? 2 : 3;
  }
  function row({ it, column }, index) {
    const kind = "source" in it ? "relationship" : it.kind === "entity" ? "" : it.kind;
    const hint = column ? `column ${column}` : [it.slug, kind].filter(Boolean).join(" · ");
    return element(
      "li",
      { id: `hit-${index}`, role: "option", "data-address": addressOf(it.id) },
      element("span", { class: "title" }, titleOf(it)),
      element("span", { class: "hint" }, hint)
    );
  }
  function entryOfNode(it) {
    return { it, texts: [titleOf(it), it.slug, it.table], columns: it.columns.map((column) => column.name) };
  }
  function entryOfEdge(it) {
    return { it, texts: [titleOf(it), it.slug, it.junction], columns: [it.left, it.right] };
  }

  // src/selection.ts
  var Selection = class {
    constructor(graph2, store2, picture2, camera2, panel2, stops2) {
      this.graph = graph2;
      this.store = store2;
      this.picture = picture2;
      this.camera = camera2;
      this.panel = panel2;
      this.stops = stops2;
      addEventListener("hashchange", () => this.read());
    }
    graph;
    store;
    picture;
    camera;
    panel;
    stops;
    /** Selects what an address within the page means, and brings it into view, even if it was selected already. */
    go(address) {
      const isNew = location.hash !== address;
      location.hash = address;
      this.read();
      if (!isNew) {
        this.reveal();
      }
    }
    /** Selects nothing; whoever used the panel goes on at what it told of. Says whether something was selected. */
    leave() {
      const { selected } = this.store.state;
      if (selected) {
        location.hash = "";
        this.read();
        this.stops.focus(selected);
      }
      return selected !== "";
    }
    /** Looks at the address. Where the reader is back, the picture stands already as they left it. */
    read(isBack2 = false) {
      const id = idAt(location.hash);
      const selected = this.graph.find(id) ? id : "";
      if (selected !== this.store.state.selected) {
        this.store.change({ selected });
        this.panel.show(selected);
        this.stops.current = selected;
        if (!isBack2) {
          this.reveal();
        }
      }
    }
    reveal() {
      const box = this.picture.boxOf(this.store.state.selected);
      if (box) {
        this.camera.reveal(box, this.panel.covered);
      }
    }
  };

  // src/walking.ts
  var Walk = class {
    constructor(graph2, picture2, direction) {
      this.graph = graph2;
      this.picture = picture2;
      this.direction = direction;
    }
    graph;
    picture;
    direction;
    /** The id of the node that a key leads to from another, or "". */
    next(from, key) {
      const direction = this.directionOf(key);
      switch (direction) {
        case "ahead":
          return this.nearest(from, this.graph.leaving(from).map((it) => it.target));
        case "back":
          return this.nearest(from, this.graph.arriving(from).map((it) => it.source));
        case "before":
        case "after":
          return this.beside(from, direction === "after" ? 1 : -1);
        default:
          return "";
      }
    }
    /** Those that the same entities lead to, and those at the same depth, in the order in which they stand. */
    beside(from, step) {
      const depth = this.graph.node(from)?.depth;
      const ids = this.graph.scene.nodes.filter((it) => it.depth === depth && this.isShown(it.id)).map((it) => it.id);
      const row2 = ids.sort((one2, other) => this.across(one2) - this.across(other));
      return row2[row2.indexOf(from) + step] ?? "";
    }
    nearest(from, ids) {
      const here = this.across(from);
      const shown = ids.filter((it) => it !== from && this.isShown(it));
      return shown.sort((one2, other) => Math.abs(this.across(one2) - here) - Math.abs(this.across(other) - here))[0] ?? "";
    }
    isShown(id) {
      return this.picture.nodes.get(id)?.classList.contains("gone") === false;
    }
    /** Where a node's middle is, across the direction in which the picture runs. */
    across(id) {
      const box = this.picture.boxOf(id);
      if (!box) {
        return 0;
      }
      return this.isUpright ? box.x + box.width / 2 : box.y + box.height / 2;
    }
    get isUpright() {
      return this.direction === "TB" || this.direction === "BT";
    }
    directionOf(key) {
      const [ahead, back] = this.isUpright ? ["ArrowDown", "ArrowUp"] : ["ArrowRight", "ArrowLeft"];
      const turned = this.direction === "BT" || this.direction === "RL";
      return {
        [ahead]: turned ? "back" : "ahead",
        [back]: turned ? "ahead" : "back",
        [this.isUpright ? "ArrowLeft" : "ArrowUp"]: "before",
        [this.isUpright ? "ArrowRight" : "ArrowDown"]: "after"
      }[key];
    }
  };

  // src/stops.ts
  var Stops = class {
    links = /* @__PURE__ */ new Map();
    walking;
    at = "";
    constructor(graph2, picture2) {
      this.walking = new Walk(graph2, picture2, graph2.scene.direction);
      picture2.svg.setAttribute("role", "group");
      for (const node of graph2.scene.nodes) {
        const link = picture2.nodes.get(node.id)?.querySelector("a");
        if (link) {
          link.setAttribute("href", addressOf(node.id));
          link.setAttribute("aria-description", spoken(graph2, node));
          link.setAttribute("tabindex", "-1");
          link.addEventListener("focus", () => this.stay(node.id));
          this.links.set(node.id, link);
        }
      }
      for (const edge of graph2.scene.edges) {
        const link = picture2.edges.get(edge.id)?.querySelector("a");
        link?.setAttribute("href", addressOf(graph2.relationshipOf(edge.id)));
        link?.setAttribute("tabindex", "-1");
      }
      this.stay(graph2.scene.nodes[0]?.id ?? "");
    }
    /** The entity that has the focus, or "". */
    get focused() {
      return this.links.get(this.at) === document.activeElement ? this.at : "";
    }
    /** What is selected: the Tab key leads there. */
    set current(id) {
      for (const [it, link] of this.links) {
        link.toggleAttribute("aria-current", it === id);
      }
      if (this.links.has(id)) {
        this.stay(id);
      }
    }
    focus(id) {
      this.links.get(this.links.has(id) ? id : this.at)?.focus({ preventScroll: true });
    }
    /** Follows an arrow key from the focused entity; `arrived` is called with the id of where it leads. */
    walk(key, arrived) {
      const next = this.walking.next(this.at, key);
      if (next) {
        this.focus(next);
        arrived(next);
      }
      return next !== "";
    }
    stay(id) {
      this.links.get(this.at)?.setAttribute("tabindex", "-1");
      this.at = id;
      this.links.get(id)?.setAttribute("tabindex", "0");
    }
  };
  function spoken(graph2, node) {
    const ways = graph2.arriving(node.id).length;
    const problems = node.remarks.length;
    const words = [
      node.kind === "junction" ? "junction table" : node.kind === "missing" ? "missing entity" : node.kind,
      node.is_enriched && "enrichment",
      node.kind === "entity" && (node.depth === null ? "not reached from the profile" : `depth ${node.depth}`),
      ways > 1 && `${ways} ways lead here`,
      problems > 0 && `${problems} ${problems === 1 ? "problem" : "problems"}`
    ];
    return words.filter(Boolean).join(", ");
  }

  // src/store.ts
  var Store = class {
    current = { selected: "", collapsed: /* @__PURE__ */ new Set(), filter: NO_FILTER };
    listeners = [];
    get state() {
      return this.current;
    }
    change(part) {
      const before = this.current;
      this.current = { ...before, ...part };
      for (const listener of this.listeners) {
        listener(this.current, before);
      }
    }
    listen(listener) {
      this.listeners.push(listener);
    }
  };

  // src/themes.ts
  var NEXT = { auto: "light", light: "dark", dark: "auto" };
  var WORDS = { auto: "as the system has it", light: "light", dark: "dark" };
  var Themes = class {
    button = one("#theme-button");
    listeners = [];
    constructor() {
      this.button.addEventListener("click", () => this.set(NEXT[this.theme]));
      this.set(this.theme);
    }
    get theme() {
      const found = document.documentElement.dataset["theme"];
      return found === "light" || found === "dark" ? found : "auto";
    }
    listen(listener) {
      this.listeners.push(listener);
    }
    set(theme) {
      document.documentElement.dataset["theme"] = theme;
      this.button.setAttribute("aria-label", `Colours: ${WORDS[theme]}`);
      this.button.title = `Colours: ${WORDS[theme]}`;
      for (const listener of this.listeners) {
        listener();
      }
    }
  };

  // src/main.ts
  var graph = new Graph(sceneOf(document));
  var store = new Store();
  var stage = one("#stage");
  var picture = new Picture(one("#picture > svg"), graph.scene.sizes);
  var camera = new Camera(stage, one("#picture"));
  var themes = new Themes();
  var panel = new Panel(graph, store);
  var stops = new Stops(graph, picture);
  var selection = new Selection(graph, store, picture, camera, panel, stops);
  var arrangement = new Arrangement(graph, picture, camera, store);
  var knobs = new Knobs(graph, picture, store, arrangement);
  startMarking(graph, picture, store);
  startFarNames(graph, picture, camera);
  startFilters(graph, store);
  startProblems(graph);
  startMenus();
  startDownloads(picture, camera, "data-graph");
  var search = new Search(graph, (address) => {
    selection.go(address);
    panel.focus();
  });
  startKeys(stage, {
    camera,
    search,
    leave: () => selection.leave(),
    walk: (key) => stops.walk(key, (id) => camera.reveal(picture.boxOf(id) ?? camera.inView(), panel.covered)),
    toggle: () => stops.focused !== "" && (knobs.toggle(stops.focused), true)
  });
  stage.addEventListener("click", (event) => {
    const target = event.target;
    const id = target.closest(".node, .edge")?.dataset["id"];
    if (id && !target.closest(".knob")) {
      event.preventDefault();
      selection.go(addressOf(graph.relationshipOf(id)));
      if (event.detail === 0) {
        panel.focus();
      }
    }
  });
  var actions = {
    "#zoom-in": () => camera.zoomBy(1),
    "#zoom-out": () => camera.zoomBy(-1),
    "#zoom-fit": () => camera.fit(),
    "#panel-close": () => selection.leave()
  };
  for (const [button, action] of Object.entries(actions)) {
    one(button).addEventListener("click", action);
  }
  panel.actions = {
    centre: () => selection.reveal(),
    only: () => store.change({ filter: { ...store.state.filter, only: store.state.selected } }),
    toggle: () => knobs.toggle(store.state.selected)
  };
  addEventListener("resize", () => camera.resize(picture.size.width, picture.size.height));
  document.documentElement.classList.add("scripted");
  camera.resize(picture.size.width, picture.size.height);
  var isBack = keepPlace(camera, store, themes);
  if (!isBack) {
    camera.start(picture.boxOf(graph.scene.nodes[0]?.id ?? "") ?? camera.inView(), graph.scene.direction);
  }
  selection.read(isBack);
  arrangement.anchor = "";
})();
