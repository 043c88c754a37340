import { expect, test, vi } from "vitest";
import { whenAsked } from "./when-asked.ts";

test("a part is fetched once, and one that could not be fetched is tried again", async () => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockReturnValue();
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error("no network")).mockResolvedValue("part");
  const late = whenAsked(load);
  late.fetch();
  late.fetch();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(load).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  late.fetch();
  expect(load).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
