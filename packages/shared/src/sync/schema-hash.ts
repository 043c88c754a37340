/** FNV-1a, 32 bits, over the JSON of a schema: short, stable, and not a security measure (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function schemaHash(schema: unknown): string {
  let hash = 0x811c9dc5;
  for (const unit of JSON.stringify(schema)) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
