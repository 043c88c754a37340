import fc from "fast-check";
import { expect, test } from "vitest";
import { barcodeFault, barcodeKey, checkDigit, readScaleBarcode, scaleItemKey } from "./barcode.ts";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const gtin = fc
  .constantFrom(8, 12, 13, 14)
  .chain((length) => digits(length - 1))
  .map((body) => `${body}${checkDigit(body)}`);

test.each(["7891000315507", "96385074", "036000291452", "6291041500213", "00012345678905", "2011171540101"])(
  "%s is a valid GTIN",
  (code) => expect(barcodeFault(code)).toBeNull(),
);

test("changing any single digit is noticed", () => {
  fc.assert(
    fc.property(gtin, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
      const at = place % code.length;
      const digit = (Number(code[at]) + shift) % 10;
      const wrong = `${code.slice(0, at)}${digit}${code.slice(at + 1)}`;
      expect(barcodeFault(wrong)).toBe("BARCODE_CHECK_DIGIT");
    }),
  );
});

test("a code that is no GTIN says why", () => {
  expect(barcodeFault("7,89E+12")).toBe("BARCODE_NOT_DIGITS");
  expect(barcodeFault("")).toBe("BARCODE_NOT_DIGITS");
  expect(barcodeFault("4462")).toBe("BARCODE_LENGTH");
  expect(barcodeFault("15274530")).toBe("BARCODE_CHECK_DIGIT");
});

test("leading zeros do not change which product a GTIN finds", () => {
  fc.assert(
    fc.property(digits(11), (body) => {
      const upc = `${body}${checkDigit(body)}`;
      expect(barcodeFault(`0${upc}`)).toBeNull();
      expect(barcodeKey(upc)).toBe(barcodeKey(`0${upc}`));
      expect(barcodeKey(upc)).toBe(barcodeKey(`00${upc}`));
    }),
  );
});

test("two different GTINs of one length never share a key", () => {
  fc.assert(
    fc.property(gtin, gtin, (one, other) => {
      fc.pre(one.length === other.length && one !== other);
      expect(barcodeKey(one)).not.toBe(barcodeKey(other));
    }),
  );
});

test("the published examples of Brazilian scale labels read as documented", () => {
  expect(readScaleBarcode("2010085025049", "weight")).toEqual({ kind: "weight", itemCode: "10085", quantity: 2504 });
  expect(readScaleBarcode("2000002001027", "weight")).toEqual({ kind: "weight", itemCode: "2", quantity: 102 });
  expect(readScaleBarcode("2000001007600", "price")).toEqual({ kind: "price", itemCode: "1", amount: 760 });
});

test("a label gives back the item and the value it was printed with", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 99_999 }), (item, value) => {
      const body = `2${String(item).padStart(6, "0")}${String(value).padStart(5, "0")}`;
      const code = `${body}${checkDigit(body)}`;
      expect(readScaleBarcode(code, "weight")).toEqual({ kind: "weight", itemCode: String(item), quantity: value });
      expect(readScaleBarcode(code, "price")).toEqual({ kind: "price", itemCode: String(item), amount: value });
      expect(readScaleBarcode(code, "none")).toBeNull();
    }),
  );
});

test("a label with a wrong check digit, another prefix or nothing on it is not read", () => {
  expect(readScaleBarcode("2010085025048", "weight")).toBeNull();
  expect(readScaleBarcode("7891000315507", "weight")).toBeNull();
  expect(readScaleBarcode(`200000100000${checkDigit("200000100000")}`, "price")).toBeNull();
  expect(readScaleBarcode("96385074", "weight")).toBeNull();
});

test("a SKU that a label cannot hold has no item code", () => {
  expect(scaleItemKey("010085")).toBe("10085");
  expect(scaleItemKey("90381469")).toBeNull();
  expect(scaleItemKey("000")).toBeNull();
  expect(scaleItemKey("QJ-12")).toBeNull();
});
