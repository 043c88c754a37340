import type { Unit } from "@balcao/shared/catalog/rows";
import { thousandths } from "@balcao/shared/kernel/money";
import type { Format } from "../../kernel/format.ts";

/** A unit as it is written after an amount: "kg", "un". */
export function unitName(format: Format, unit: Unit): string {
  return format.quantity(thousandths(1000), unit).replace(/^1\s/, "");
}

/** What a price is for, where that is not one piece: " / kg". */
export function perUnit(format: Format, unit: Unit): string {
  return unit === "unit" ? "" : ` / ${unitName(format, unit)}`;
}
