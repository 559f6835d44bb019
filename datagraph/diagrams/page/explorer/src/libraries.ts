import type * as selection from "d3-selection";
import type * as zooming from "d3-zoom";
import type {} from "d3-transition";

/** D3's modules stand in the page as npm has them, before our script, and put themselves into one name. */
declare const d3: typeof selection & typeof zooming;

export const { select, zoom, zoomIdentity, zoomTransform } = d3;
