import type { Json } from "./protocol.ts";

/**
 * JSON with object keys in code-unit order and no spaces: the same value is always the same text. Follows RFC 8785 for
 * what travels here (no numbers beyond safe integers and plain decimals). A field that is undefined does not travel.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${fields.join(",")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
