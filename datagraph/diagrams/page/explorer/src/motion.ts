const CALM = matchMedia("(prefers-reduced-motion: reduce)");

/** So many milliseconds, or none for who wants nothing to move. */
export function duration(milliseconds: number): number {
  return CALM.matches ? 0 : milliseconds;
}
