import { rescueFileLimit } from "@balcao/shared/sync/rescue-report";
import { expect, test, vi } from "vitest";
import { readRescueFile } from "./read-file.ts";

test("a file of the size that the server takes is read", async () => {
  expect(await readRescueFile(new Blob(["sealed"]))).toBe("sealed");
});

test("a larger one is refused before it is in memory", async () => {
  const file = { size: rescueFileLimit + 1, text: vi.fn<() => Promise<string>>() };
  await expect(readRescueFile(file as unknown as Blob)).rejects.toMatchObject({
    problem: { code: "RESCUE_TOO_LARGE" },
  });
  expect(file.text).not.toHaveBeenCalled();
});
