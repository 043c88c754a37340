import { expect, test } from "vitest";
import { crc32 } from "../../crc32.ts";
import { Chunk, type PackedRecord, recordOf } from "./chunk.ts";

const names = ["id", "name"];
const key = { table: "thing", copy: "copy", edition: "", names };
const sent = {
  table: "thing",
  columns: [
    ["a", "b", "c"],
    ["Arroz", "Batata", "Cebola"],
  ],
  versions: [1, 2, 3],
};
const nameOf = (chunk: Chunk) => ["a", "b", "c"].map((id) => [chunk.find(id)?.["name"], chunk.find(id)?.$v]);
const everything = [
  ["Arroz", 1],
  ["Batata", 2],
  ["Cebola", 3],
];

test("a chunk says what it was made of, each row with its values and its version", () => {
  const record = recordOf(key, sent);
  expect([record.first, record.last]).toEqual(["a", "c"]);
  expect(nameOf(new Chunk(record))).toEqual(everything);
});

test("a record in which a bit has changed says what it said, or has no rows", () => {
  const record = recordOf(key, sent);
  let noticed = 0;
  for (let bit = 0; bit < record.gzip.length * 8; bit += 1) {
    const place = bit >> 3;
    const gzip = record.gzip.with(place, (record.gzip[place] ?? 0) ^ (1 << (bit & 7)));
    const spoilt = new Chunk({ ...record, gzip });
    if (spoilt.isSound) expect(nameOf(spoilt)).toEqual(everything);
    else expect(spoilt.size).toBe(0);
    if (!spoilt.isSound) noticed += 1;
  }
  // What is left are seven bytes beside the text: its time, the system that it comes from.
  expect(noticed).toBeGreaterThanOrEqual((record.gzip.length - 8) * 8);
});

test("a record that is cut off has no rows", () => {
  const record = recordOf(key, sent);
  for (let length = 0; length < record.gzip.length; length += 1)
    expect(new Chunk({ ...record, gzip: record.gzip.slice(0, length) }).isSound).toBe(false);
});

test("a record that an earlier release wrote as text is read, and noticed when it is damaged", () => {
  const json = JSON.stringify(sent);
  const earlier = { ...key, first: "a", last: "c", json, crc: crc32(json) } as unknown as PackedRecord;
  expect(nameOf(new Chunk(earlier))).toEqual(everything);
  const spoilt = { ...earlier, json: json.replace("Arroz", "Areia") } as PackedRecord;
  expect([new Chunk(spoilt).isSound, new Chunk(spoilt).size]).toEqual([false, 0]);
});
