import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { SnapshotManifest } from "@balcao/sync/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type DiskArchive, diskArchive } from "./disk-archive.ts";

const scope = "0199e0a0-0000-7000-8000-000000000001";
const version = "0123456789abcdef01234567";
const manifest: SnapshotManifest = {
  scope,
  version,
  epoch: "e",
  schema: "s",
  seen: "10:10:",
  decided: {},
  rows: 2,
  checksum: { rows: 2, sum: 0 },
  chunks: [
    { table: "product", first: "a", last: "a", rows: 1, sum: 0 },
    { table: "customer", first: "a", last: "a", rows: 1, sum: 0 },
  ],
};

let folder: string;
let archive: DiskArchive;
const fileOf = (chunk: number) => path.join(folder, scope, version, `${chunk}.json.gz`);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "balcao-archive-"));
  archive = diskArchive(folder);
  for (const chunk of manifest.chunks.keys()) await archive.write(scope, version, chunk, `{"chunk":${chunk}}`);
  await archive.publish(manifest);
});

afterEach(() => rm(folder, { recursive: true }));

test("a published copy is found again, and its chunks are what was written", async () => {
  expect(await archive.newest(scope)).toEqual(manifest);
  const chunk = await archive.read(scope, version, 1);
  expect(gunzipSync(chunk ?? "").toString()).toBe('{"chunk":1}');
  expect(await archive.read(scope, version, 2)).toBeNull();
});

test("a copy of which a chunk is gone is none: who was told of it would ask for that chunk for ever", async () => {
  await rm(fileOf(1));
  expect(await archive.newest(scope)).toBeNull();
});

test("a copy of which a chunk is empty, as after a loss of power, is none", async () => {
  await writeFile(fileOf(0), "");
  expect(await archive.newest(scope)).toBeNull();
});

test("a chunk that goes missing from a copy that was whole is noticed by who asks for it next", async () => {
  expect(await archive.newest(scope)).toEqual(manifest);
  await rm(fileOf(1));
  expect(await archive.read(scope, version, 1)).toBeNull();
  expect(await archive.newest(scope)).toBeNull();
});
