import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { rebuildWhenEmptied, whenEmptied } from "./emptied.ts";
import { readIdentity } from "./identity.ts";
import { engineData } from "./local-database.ts";

const identity = { key: "identity", value: { deviceId: "tablet" } };

test("a tablet whose database was emptied under it keeps what the page alone has, and is loaded anew", async () => {
  const calls: string[] = [];
  const reload = () => calls.push("reload");
  whenEmptied(() => Promise.reject(new Error("no room")));
  whenEmptied(async () => void calls.push("keep"));

  // A browser that is no tablet, like the back office's, has an empty one.
  await rebuildWhenEmptied(reload);
  await engineData.meta.put(identity);
  await readIdentity();
  await rebuildWhenEmptied(reload);
  expect(calls).toEqual([]);

  await engineData.meta.clear();
  await rebuildWhenEmptied(reload);
  expect(calls).toEqual(["keep", "reload"]);
});
