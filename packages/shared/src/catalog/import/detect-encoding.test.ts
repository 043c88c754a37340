import fc from "fast-check";
import { expect, test } from "vitest";
import { decideEncoding, emptyScan, scanBytes } from "./detect-encoding.ts";

// The platform's own, which the package's types leave out because its rules use no platform.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (encoding: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

const utf8 = new TextEncoder();
const decide = (bytes: Uint8Array) => decideEncoding(scanBytes(emptyScan, bytes));
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test("any text in UTF-8 is seen as UTF-8 without a broken byte", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).map((text) => text.replace(/\p{Cc}/gu, "")),
      (text) => {
        const scan = scanBytes(emptyScan, utf8.encode(text));
        expect(scan).toMatchObject({ broken: 0, owed: 0 });
        expect(decideEncoding(scan)).toBe("utf-8");
      },
    ),
  );
});

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

test("bytes are found broken exactly when the platform's decoder finds them broken", () => {
  const lead = fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc3, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0xf5, 0xff);
  fc.assert(
    fc.property(fc.array(lead, { maxLength: 5 }), (bytes) => {
      const scan = scanBytes(emptyScan, Uint8Array.from(bytes));
      expect(scan.broken === 0 && scan.owed === 0).toBe(isUtf8(Uint8Array.from(bytes)));
    }),
    { numRuns: 2000 },
  );
});

test("where the chunks are cut does not matter", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), (bytes, cut) => {
      expect(scanBytes(scanBytes(emptyScan, bytes.subarray(0, cut)), bytes.subarray(cut))).toEqual(
        scanBytes(emptyScan, bytes),
      );
    }),
  );
});

test("Portuguese in windows-1252 is taken for windows-1252", () => {
  expect(decide(latin("código;descrição\n1;Pão de Açúcar, promoção\n"))).toBe("windows-1252");
});

test("one damaged byte in a UTF-8 file does not turn the file into windows-1252", () => {
  const bytes = utf8.encode("nome\nAçúcar\nCafé\nPão\n");
  bytes[7] = 0xff;
  expect(decide(bytes)).toBe("utf-8");
});

test("byte order marks, spreadsheets and binary files are told apart", () => {
  expect(decide(Uint8Array.of(0xff, 0xfe, 0x61, 0))).toBe("utf-16le");
  expect(decide(Uint8Array.of(0xfe, 0xff, 0, 0x61))).toBe("utf-16be");
  expect(decide(latin("PK\u0003\u0004"))).toBe("spreadsheet");
  expect(decide(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).toBe("spreadsheet");
  expect(decide(latin("a\u0000b"))).toBe("binary");
  expect(decide(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe("binary");
});
