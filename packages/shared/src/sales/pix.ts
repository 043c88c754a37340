import type { Cents } from "../kernel/money.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { normalizePixKey } from "./pix-key.ts";

/** Who receives, and what the payment is. */
export interface PixCharge {
  readonly key: string;
  readonly merchantName: string;
  readonly merchantCity: string;
  readonly amount: Cents;
  /** 1 to 25 letters and digits; it comes back with the money (see `pixTransactionId`). */
  readonly transactionId: string;
}

const largestAmount = 999_999_999_999;

/**
 * The text of a static BR Code with amount and transaction id, for a QR code or for copy and paste (Banco Central do Brasil,
 * Manual de Padrões para Iniciação do Pix, "QR Code estático"; EMV QRCPS Merchant-Presented Mode 1.1). Refuses
 * PIX_KEY_INVALID and PIX_NOT_POSSIBLE with the `field`.
 */
export function pixPayload(charge: PixCharge): Result<string> {
  const key = normalizePixKey(charge.key);
  if (key === null) return refuse("PIX_KEY_INVALID");
  const name = sanitize(charge.merchantName, 25);
  if (name === "") return refuse("PIX_NOT_POSSIBLE", { field: "merchantName" });
  const city = sanitize(charge.merchantCity, 15);
  if (city === "") return refuse("PIX_NOT_POSSIBLE", { field: "merchantCity" });
  if (charge.amount <= 0 || charge.amount > largestAmount) return refuse("PIX_NOT_POSSIBLE", { field: "amount" });
  if (!/^[A-Za-z0-9]{1,25}$/.test(charge.transactionId)) return refuse("PIX_NOT_POSSIBLE", { field: "transactionId" });
  const fields =
    field("00", "01") +
    field("26", field("00", "br.gov.bcb.pix") + field("01", key)) +
    field("52", "0000") +
    field("53", "986") +
    field("54", decimal(charge.amount)) +
    field("58", "BR") +
    field("59", name) +
    field("60", city) +
    field("62", field("05", charge.transactionId)) +
    "6304";
  return ok(fields + crc16(fields));
}

/** A payment's UUID as a transaction id: the same 128 bits in base 36, 25 characters, so that no two payments share one. */
export function pixTransactionId(paymentId: string): string {
  return BigInt(`0x${paymentId.replaceAll("-", "")}`)
    .toString(36)
    .toUpperCase()
    .padStart(25, "0");
}

/** CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) of an ASCII text, as four hexadecimal digits (ISO/IEC 13239). */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

/** Identifier, length in two digits, value. */
function field(identifier: string, value: string): string {
  return `${identifier}${String(value.length).padStart(2, "0")}${value}`;
}

function decimal(amount: Cents): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Letters, digits and single spaces without accents: what every bank's reader accepts. */
function sanitize(text: string, length: number): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^A-Za-z0-9]+/g, " ");
  return plain.trim().slice(0, length).trim();
}
