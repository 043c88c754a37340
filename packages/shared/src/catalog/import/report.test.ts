import { expect, test } from "vitest";
import { refusalsCsv } from "./report.ts";
import { refuseRow } from "./refusals.ts";

test("refused lines become a CSV in the person's language, with no formula in it", () => {
  const refusals = [
    refuseRow(3, "UNIT_UNKNOWN", "unit", '=HYPERLINK("x")'),
    refuseRow(9, "SKU_REPEATED", "sku", "A;B", "2"),
  ];
  expect(refusalsCsv(refusals, "pt").split("\r\n")[1]).toMatch(
    /^3;unit;UNIT_UNKNOWN;Unidade desconhecida.*;"'=HYPERLINK\(""x""\)";$/,
  );
  expect(refusalsCsv(refusals, "en").split("\r\n")[2]).toMatch(/^9,sku,SKU_REPEATED,.*,A;B,2$/);
});

test("a long value is shortened", () => {
  expect(refuseRow(1, "TEXT_TOO_LONG", "name", "x".repeat(500)).value).toHaveLength(80);
});
