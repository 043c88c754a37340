import { expect, test } from "vitest";
import { runSeeds } from "./pool.ts";

test("every seed is told of, also the last ones, which end while other cores have nothing left to do", async () => {
  for (let from = 1; from <= 7; from += 3) {
    const told: string[] = [];
    await runSeeds({ from, count: 3, steps: 40, sabotage: null }, ({ seed }) => {
      told.push(seed);
      return "go on";
    });
    expect(told.toSorted()).toEqual([from, from + 1, from + 2].map(String));
  }
});
