import { expect, test } from "vitest";
import { Chunk, inOrder, recordOf } from "./chunk.ts";

const names = ["id", "name"];
const jumbled = {
  table: "thing",
  columns: [
    ["c", "a", "b"],
    ["Cebola", "Arroz", "Batata"],
  ],
  versions: [3, 1, 2],
};

test("rows of a chunk that an earlier release has built are put in order, each with its values and its version", () => {
  const chunk = inOrder(jumbled);
  const record = recordOf({ table: "thing", copy: "copy", edition: "", names }, chunk, JSON.stringify(chunk));
  expect([record.first, record.last]).toEqual(["a", "c"]);
  const read = new Chunk(record);
  expect(["a", "b", "c"].map((id) => [read.find(id)?.["name"], read.find(id)?.$v])).toEqual([
    ["Arroz", 1],
    ["Batata", 2],
    ["Cebola", 3],
  ]);
});

test("a chunk in order is left as it is, with the text it came in", () => {
  const chunk = inOrder(jumbled);
  expect(inOrder(chunk)).toBe(chunk);
});
