import { createHash } from "node:crypto";
import type { Cursor } from "../protocol.ts";

/**
 * The ETag of a device's state: what it may see and how far it has read. A tag made for other scopes, another schema or
 * another cursor never matches, so nobody is told "not modified" on somebody else's word.
 */
export function etagOf(cursor: Cursor): string {
  const hash = createHash("sha256");
  hash.update(cursor.epoch).update("|").update(cursor.schema);
  for (const scope of Object.keys(cursor.scopes).toSorted()) {
    hash
      .update("|")
      .update(scope)
      .update("=")
      .update(cursor.scopes[scope] ?? "");
  }
  return `"${hash.digest("base64url").slice(0, 27)}"`;
}
