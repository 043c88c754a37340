import { importLimits } from "./import/import-limits.ts";
import { runImport } from "./import/run-import.ts";
import type { ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { suggestMapping } from "@balcao/shared/catalog/import/suggest-mapping";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Office, openOffice } from "./testing/office.ts";
import { writeFile } from "./testing/write-file.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice({ products: 0, customers: 0 }, "store-manager");
});
afterAll(() => office.close());

const base = suggestMapping(["a", "b", "c"], [], ";");
const mapping: ImportMapping = {
  ...base,
  columns: { ...base.columns, sku: "a", name: "b", price: "c" },
  decimalMark: ",",
  units: { arroba: "kg" },
};

test("a saved mapping comes back as it was, and is replaced under its name", async () => {
  await office.call("saveImportProfile", { name: "Atacado", mapping: base });
  await office.call("saveImportProfile", { name: "Atacado", mapping });
  expect(await office.call("listImportProfiles")).toEqual([{ name: "Atacado", mapping }]);
});

test("a file is imported by its supplier's profile, whose headers say nothing by themselves", async () => {
  const { connection, log } = office.server.services;
  const { organizationId } = office.chain;
  const caller = { connection, organizationId, person: null, correlationId: "test", log };
  const options = { storeId: null, mapping: null, mode: "import" } as const;
  const file = { path: writeFile("a;b;c\n1;Café;9,90\n"), name: "a.csv" };
  const run = (profile: string | null) =>
    runImport(caller, file, { ...options, profile }, importLimits, () => undefined);
  expect(await run(null)).toMatchObject({ ok: false, code: "IMPORT_COLUMNS_MISSING" });
  expect(await run("Atacado")).toMatchObject({ ok: true, value: { added: 1, prices: 1, mapping } });
});

test("a profile is forgotten once", async () => {
  await office.call("removeImportProfile", { name: "Atacado" });
  expect(await office.refusal("removeImportProfile", { name: "Atacado" })).toBe("NOT_FOUND");
});
