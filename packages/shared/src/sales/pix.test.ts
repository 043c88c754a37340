import fc from "fast-check";
import { expect, test } from "vitest";
import { cents } from "../kernel/money.ts";
import { crc16, pixPayload, pixTransactionId } from "./pix.ts";

const charge = {
  key: "123e4567-e12b-12d1-a456-426655440000",
  merchantName: "Fulano de Tal",
  merchantCity: "BRASILIA",
  amount: cents(1234),
  transactionId: "RP12345678",
};

/** Reads identifier, length, value back, as a bank's reader does. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const length = Number(text.slice(at + 2, at + 4));
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

function payloadOf(changes: Partial<typeof charge>): string {
  const made = pixPayload({ ...charge, ...changes });
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

test.each([
  // Banco Central do Brasil, Manual de Padrões para Iniciação do Pix: static code, random key, no amount.
  "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D",
  // A widely published static code: key, description, amount and transaction id.
  "00020126630014br.gov.bcb.pix0111123456789000226Pagamento do pedido 1234565204000053039865406100.005802BR5913William Costa6009SAO PAULO62120508WDEV12346304E9BF",
])("the checksum of a published payload comes out: %s", (payload) => {
  expect(crc16(payload.slice(0, -4))).toBe(payload.slice(-4));
});

test("the checksum of the standard's check string is 29B1", () => {
  expect(crc16("123456789")).toBe("29B1");
});

test("the manual's example comes out, with amount and transaction id in their places", () => {
  expect(payloadOf({})).toMatch(
    /^00020126580014br\.gov\.bcb\.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865405\d\d\.\d\d5802BR5913Fulano de Tal6008BRASILIA62140510RP123456786304[0-9A-F]{4}$/,
  );
});

test("any amount and receiver reads back as given, and the checksum holds", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => `Á ${text}`);
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999_999_999_999 })),
      name,
      name,
      fc.uuid(),
      (amount, merchantName, merchantCity, id) => {
        const payload = payloadOf({
          amount: cents(amount),
          merchantName,
          merchantCity,
          transactionId: pixTransactionId(id),
        });
        const fields = fieldsOf(payload);
        expect(Math.round(Number(fields.get("54")) * 100)).toBe(amount);
        expect(fields.get("54")).toMatch(/^\d{1,10}\.\d\d$/);
        expect(fields.get("59")).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9 ]{0,23}[A-Za-z0-9])?$/);
        expect(fields.get("60")).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9 ]{0,13}[A-Za-z0-9])?$/);
        expect(fieldsOf(fields.get("62") ?? "").get("05")).toBe(pixTransactionId(id));
        expect(crc16(payload.slice(0, -4))).toBe(payload.slice(-4));
      },
    ),
  );
});

test.each([
  ["123.456.789-09", "12345678909"],
  ["12.abc.345/01de-35", "12ABC34501DE35"],
  ["Loja@Exemplo.com.br", "loja@exemplo.com.br"],
  ["+55 (11) 94321-4321", "+5511943214321"],
  ["123E4567-E12B-12D1-A456-426655440000", "123e4567-e12b-12d1-a456-426655440000"],
])("the key %s is carried as %s", (key, carried) => {
  expect(fieldsOf(fieldsOf(payloadOf({ key })).get("26") ?? "").get("01")).toBe(carried);
});

test.each(["", "12345678900", "11943214321", "nobody@", "+5511", "chave"])("%j is no key", (key) => {
  expect(pixPayload({ ...charge, key })).toEqual({ ok: false, code: "PIX_KEY_INVALID" });
});

test("what cannot be in a code is refused by its field", () => {
  for (const [field, value] of [
    ["merchantName", "日本"],
    ["merchantCity", " "],
    ["amount", 0],
    ["transactionId", "a b"],
  ] as const) {
    expect(pixPayload({ ...charge, [field]: value })).toEqual({
      ok: false,
      code: "PIX_NOT_POSSIBLE",
      details: { field },
    });
  }
});

test("two payments never share a transaction id, and each fits", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      expect(pixTransactionId(one)).toMatch(/^[0-9A-Z]{25}$/);
      expect(pixTransactionId(one) === pixTransactionId(other)).toBe(one === other);
    }),
  );
});
