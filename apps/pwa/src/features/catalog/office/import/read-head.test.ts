import { expect, test } from "vitest";
import { readHead } from "./read-head.ts";

const file = (content: string | Uint8Array<ArrayBuffer>) => new File([content], "lista.csv");

test("a Brazilian list is understood without a word from the person", async () => {
  const head = await readHead(file("Código;Nome do produto;EAN;Preço\n10;Café;7891000315507;9,90\n"));
  expect(head).toMatchObject({
    ok: true,
    value: {
      header: ["Código", "Nome do produto", "EAN", "Preço"],
      sample: [["10", "Café", "7891000315507", "9,90"]],
      mapping: {
        delimiter: ";",
        decimalMark: ",",
        columns: { sku: "Código", name: "Nome do produto", barcode: "EAN", price: "Preço" },
      },
    },
  });
});

test("what cannot be read is refused by name before anything is sent", async () => {
  const code = async (content: string | Uint8Array<ArrayBuffer>) => {
    const head = await readHead(file(content));
    return head.ok ? null : head.code;
  };
  expect(await code("")).toBe("IMPORT_EMPTY");
  expect(await code("PK\u0003\u0004xl/workbook.xml")).toBe("IMPORT_SPREADSHEET");
  expect(await code(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1))).toBe("IMPORT_NOT_TEXT");
  expect(await code("only one column\nof text\n")).toBe("IMPORT_NOT_TABLE");
  expect(await code("sku;nome\n")).toBe("IMPORT_EMPTY");
});

test("a reading that the person chose wins over the guess", async () => {
  const head = await readHead(file("a,b;c\n1,2;3\n"), { encoding: null, delimiter: ";" });
  expect(head).toMatchObject({ ok: true, value: { header: ["a,b", "c"] } });
});
