import { readDocument } from "../customers/document.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const email = /^[a-z0-9.!#$&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const phone = /^\+[1-9]\d{9,13}$/;

/**
 * A Pix key as the payload carries it, or null when it is none: CPF and CNPJ without punctuation, e-mail in lower case
 * (at most 77 characters), phone as +5511987654321, random key as UUID (DICT API, "Key"). A phone without + would look like a CPF.
 */
export function normalizePixKey(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (uuid.test(trimmed)) return trimmed;
  if (trimmed.includes("@")) return email.test(trimmed) && trimmed.length <= 77 ? trimmed : null;
  if (trimmed.startsWith("+")) {
    const number = trimmed.replace(/[\s()-]/g, "");
    return phone.test(number) ? number : null;
  }
  return readDocument(trimmed)?.number ?? null;
}
