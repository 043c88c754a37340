import path from "node:path";
import { commandVersion } from "@balcao/shared/sync/command-version";
import { expect, test } from "vitest";
import { z } from "zod";
import { allProcedures } from "../../testing/procedures.ts";

const fixtures = path.resolve(import.meta.dirname, "../../../../../packages/sync/fixtures");

// Red: commands of this shape wait in outboxes already. Raise `commandVersion`, add a step to `commandUpgrades`
// (packages/shared/src/sync/command-version.ts), and run `pnpm release:tablet`. The shapes of earlier versions stay as they are.
test("what devices may send has the shape that this version of commands was released with", async () => {
  const shapes = allProcedures()
    .filter(({ offline }) => offline)
    .map(({ path: name, input }) => [name, input === null ? null : shapeOf(input)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  expect(shapes.length).toBeGreaterThan(2);
  await expect(`${JSON.stringify(Object.fromEntries(shapes), null, 1)}\n`).toMatchFileSnapshot(
    path.join(fixtures, `commands-${commandVersion}`, "shapes.json"),
  );
});

function shapeOf(input: z.core.$ZodType): unknown {
  return z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
}
