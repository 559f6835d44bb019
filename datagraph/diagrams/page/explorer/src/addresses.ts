/** The address within the page of an entity, a relationship or whatever else has an id: `#entity=cart-entity`. */
export function addressOf(id: string): string {
  const [kind, ...rest] = id.split(":");
  return rest.length > 0 ? `#${kind}=${encodeURIComponent(rest.join(":"))}` : `#${kind}`;
}

/** The id that an address means, or "". */
export function idAt(address: string): string {
  const [kind, ...rest] = address.replace(/^#/, "").split("=");
  if (!kind) {
    return "";
  }
  try {
    return rest.length > 0 ? `${kind}:${decodeURIComponent(rest.join("="))}` : kind;
  } catch {
    // A per cent sign that encodes nothing.
    return "";
  }
}
