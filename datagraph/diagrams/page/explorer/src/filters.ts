import { element, one } from "./dom";
import { type Graph, titleOf } from "./graph";
import type { Store } from "./store";
import { isFiltering, matching } from "./visibility";

/** The controls that say which entities are wanted. */
export function startFilters(graph: Graph, store: Store): void {
  const schema = one<HTMLSelectElement>("#filter-schema");
  const boxes = {
    isEnriched: one<HTMLInputElement>("#filter-enriched"),
    hasProblem: one<HTMLInputElement>("#filter-problem"),
    hidesOthers: one<HTMLInputElement>("#filter-hides"),
  };
  const schemas = [...new Set(graph.scene.nodes.map((it) => it.schema).filter(Boolean))].sort();
  schema.append(...schemas.map((it) => element("option", { value: it }, it)));
  const read = (): void =>
    store.change({
      filter: {
        schema: schema.value || null,
        isEnriched: boxes.isEnriched.checked,
        hasProblem: boxes.hasProblem.checked,
        hidesOthers: boxes.hidesOthers.checked,
        only: store.state.filter.only,
      },
    });
  const showAll = (): void => store.change({ filter: { ...store.state.filter, only: "" } });
  one("#only button").addEventListener("click", showAll);
  one<HTMLFormElement>("#filters").addEventListener("change", read);
  one<HTMLFormElement>("#filters").addEventListener("reset", () => setTimeout(read));
  store.listen(({ filter }, before) => {
    if (filter !== before.filter) {
      const only = graph.find(filter.only);
      one("#only").hidden = !only;
      one("#only span").textContent = only ? `Only ${titleOf(only)}, and what is near` : "";
      schema.value = filter.schema ?? "";
      boxes.isEnriched.checked = filter.isEnriched;
      boxes.hasProblem.checked = filter.hasProblem;
      boxes.hidesOthers.checked = filter.hidesOthers;
      const count = matching(graph, filter).size;
      one("#filter-said").textContent = isFiltering(filter) ? `${count} of ${graph.scene.nodes.length} match` : "";
      one("#filter-button").classList.toggle("on", isFiltering(filter));
    }
  });
}
