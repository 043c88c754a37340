import fc from "fast-check";
import { expect, test } from "vitest";
import { documentHint, formatDocument, isCnpj, isCpf, readDocument } from "./document.ts";

test("published documents are valid", () => {
  expect(isCpf("12345678909")).toBe(true);
  expect(isCnpj("44038188000132")).toBe(true);
  expect(isCnpj("12ABC34501DE35")).toBe(true);
});

test("a repeated digit is no document", () => {
  for (const digit of "0123456789") {
    expect(isCpf(digit.repeat(11))).toBe(false);
    expect(isCnpj(digit.repeat(14))).toBe(false);
  }
});

/** The check digits as tax forms teach them, with the weights written out. */
function textbookDigits(body: string, weights: readonly number[]): string {
  const values = [...body].map((character) => (character.codePointAt(0) ?? 0) - 48);
  const digit = (parts: readonly number[], from: readonly number[]) => {
    const rest = parts.reduce((sum, value, place) => sum + value * (from[place] ?? 0), 0) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const first = digit(values, weights.slice(1));
  return `${first}${digit([...values, first], weights)}`;
}

test.each([
  ["CPF", /^[0-9]{9}$/, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], isCpf],
  ["CNPJ", /^[0-9A-Z]{12}$/, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], isCnpj],
] as const)("the check digits of a %s are the two of the textbook and no others", (_, shape, weights, valid) => {
  fc.assert(
    fc.property(fc.stringMatching(shape), fc.stringMatching(/^[0-9]{2}$/), (body, other) => {
      fc.pre(!/^(\d)\1+$/.test(body));
      const right = textbookDigits(body, weights);
      expect(valid(body + right)).toBe(true);
      expect(valid(body + other)).toBe(other === right);
    }),
  );
});

test("reading and formatting are each other's inverse", () => {
  for (const text of ["123.456.789-09", "44.038.188/0001-32", "12.ABC.345/01DE-35"]) {
    const document = readDocument(text.toLowerCase());
    expect(document).not.toBeNull();
    expect(formatDocument(document!)).toBe(text);
  }
});

test("a hint shows the end and hides the rest", () => {
  expect(documentHint(readDocument("12345678909")!)).toBe("•••.•••.789-09");
  expect(documentHint(readDocument("12ABC34501DE35")!)).toBe("••.•••.•••/01DE-35");
});

test("reading never throws, and what it accepts is valid", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[0-9]{11}$/), fc.stringMatching(/^[0-9A-Z]{14}$/)),
      (text) => {
        const document = readDocument(text);
        if (document === null) return;
        expect(document.kind === "individual" ? isCpf(document.number) : isCnpj(document.number)).toBe(true);
      },
    ),
  );
});
