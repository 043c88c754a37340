/** The map under a key; an empty one when there is none yet. */
export function mapOf<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const fresh = new Map<string, V>();
  maps.set(key, fresh);
  return fresh;
}
