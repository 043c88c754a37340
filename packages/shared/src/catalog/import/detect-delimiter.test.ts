import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../../kernel/csv.ts";
import { detectDelimiter } from "./detect-delimiter.ts";

test.each([
  ['sku,name,price\n1,Café,9.99\n2,"Pão; doce",5\n', ","],
  ["sku;nome;preço\n1;Café;9,99\n2;Pão;5,00\n", ";"],
  ["code\tname\tbrands\n1\tRiso, bianco\tA,B,C\n", "\t"],
  ["sku|nome\r\n1|Café\r\n", "|"],
  ["one column\nof text\n", null],
  ["", null],
])("%j is parted by %j", (sample, delimiter) => expect(detectDelimiter(sample)).toBe(delimiter));

test("decimal commas do not outvote the semicolon that parts the columns", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 30 }), (prices) => {
      const lines = prices.map((price) => `1;Arroz, tipo 1;${(price / 100).toFixed(2).replace(".", ",")}\n`);
      expect(detectDelimiter(`sku;nome;preço\n${lines.join("")}`)).toBe(";");
    }),
  );
});

test("what stands in quotes does not count", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z,;"\n ]{0,12}$/), { minLength: 2, maxLength: 2 }), (cells) => {
      const line = csvLine(
        cells.map((cell) => `x${cell}\n`),
        ";",
      );
      expect(detectDelimiter(`sku;nome\r\n${line}${line}`)).toBe(";");
    }),
  );
});
