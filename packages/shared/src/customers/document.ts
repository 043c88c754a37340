export type Document =
  | { readonly kind: "individual"; /** CPF, 11 digits. */ readonly number: string }
  | { readonly kind: "company"; /** CNPJ, 14 characters, letters in upper case. */ readonly number: string };

/**
 * One check digit by modulo 11 with weights 2, 3, … from the right, starting over after `lastWeight`. A character counts its
 * ASCII code less 48, so digits count themselves (Receita Federal, Nota Técnica Conjunta COCAD/SUARA/RFB 49/2024).
 */
function moduloEleven(body: string, lastWeight: number): number {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const fromRight = body.length - 1 - index;
    sum += (body.charCodeAt(index) - 48) * ((fromRight % (lastWeight - 1)) + 2);
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

function hasCheckDigits(number: string, lastWeight: number): boolean {
  const body = number.slice(0, -2);
  const first = moduloEleven(body, lastWeight);
  return number.endsWith(`${first}${moduloEleven(`${body}${first}`, lastWeight)}`);
}

/** Whether 11 digits are a CPF. One digit eleven times passes the arithmetic, but is never issued. */
export function isCpf(number: string): boolean {
  return /^\d{11}$/.test(number) && !/^(\d)\1+$/.test(number) && hasCheckDigits(number, 11);
}

/** Whether 14 characters are a CNPJ, numeric or alphanumeric (Instrução Normativa RFB 2.229/2024): two digits end it. */
export function isCnpj(number: string): boolean {
  return /^[0-9A-Z]{12}\d{2}$/.test(number) && !/^(\d)\1+$/.test(number) && hasCheckDigits(number, 9);
}

/** Reads a CPF or CNPJ with or without its punctuation; null when it is neither. */
export function readDocument(text: string): Document | null {
  const number = text.replace(/[\s./-]/g, "").toUpperCase();
  if (isCpf(number)) return { kind: "individual", number };
  return isCnpj(number) ? { kind: "company", number } : null;
}

/** A document with its punctuation: `123.456.789-09`, `12.ABC.345/01DE-35`. */
export function formatDocument({ kind, number }: Document): string {
  return kind === "individual"
    ? number.replace(/^(.{3})(.{3})(.{3})(.{2})$/, "$1.$2.$3-$4")
    : number.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, "$1.$2.$3/$4-$5");
}

/** The end of a document and dots for the rest, for telling namesakes apart: `•••.•••.789-09`, `••.•••.•••/01DE-35`. */
export function documentHint(document: Document): string {
  const shown = document.kind === "individual" ? 6 : 7;
  const text = formatDocument(document);
  return text.slice(0, -shown).replace(/[0-9A-Z]/g, "•") + text.slice(-shown);
}
