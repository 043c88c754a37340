import type { ImportField } from "./mapping.ts";

/** Why one line of a file is not imported, in words that say what to do. A line is imported whole or not at all. */
export const rowRefusals = {
  COLUMN_COUNT: {
    pt: "A linha não tem o mesmo número de colunas que o cabeçalho. Confira aspas e separadores.",
    en: "The line does not have as many columns as the header. Check its quotes and separators.",
  },
  BAD_ENCODING: {
    pt: "A linha tem caracteres ilegíveis. Salve o arquivo em UTF-8 e envie de novo.",
    en: "The line has unreadable characters. Save the file as UTF-8 and send it again.",
  },
  NAME_MISSING: { pt: "Falta o nome do produto.", en: "The product's name is missing." },
  TEXT_TOO_LONG: { pt: "O texto é longo demais.", en: "The text is too long." },
  SKU_MISSING: {
    pt: "A linha não tem código nem código de barras.",
    en: "The line has neither a SKU nor a barcode.",
  },
  SKU_REPEATED: {
    pt: "O mesmo código já apareceu em outra linha do arquivo; valeu a primeira.",
    en: "The same SKU already stood in another line of the file; the first one counted.",
  },
  BARCODE_NOT_DIGITS: {
    pt: "O código de barras tem algo além de algarismos.",
    en: "The barcode holds something other than digits.",
  },
  BARCODE_ROUNDED: {
    pt: "Uma planilha arredondou o código de barras. Formate a coluna como texto e exporte de novo.",
    en: "A spreadsheet rounded the barcode. Format the column as text and export again.",
  },
  BARCODE_LENGTH: {
    pt: "O código de barras não tem 8, 12, 13 nem 14 algarismos. Códigos internos vão na coluna do código.",
    en: "The barcode does not have 8, 12, 13 or 14 digits. A shop's own codes belong in the SKU column.",
  },
  BARCODE_CHECK_DIGIT: {
    pt: "O dígito verificador do código de barras não confere.",
    en: "The barcode's check digit is wrong.",
  },
  BARCODE_REPEATED: {
    pt: "O código de barras já apareceu em outro produto do arquivo; valeu o primeiro.",
    en: "The barcode already stood with another product of the file; the first one counted.",
  },
  BARCODE_TAKEN: {
    pt: "O código de barras já é de outro produto do cadastro. Remova-o de lá antes.",
    en: "The barcode already belongs to another product of the catalogue. Remove it there first.",
  },
  UNIT_UNKNOWN: {
    pt: "Unidade desconhecida. Diga no perfil de importação a que unidade ela equivale.",
    en: "Unknown unit. Say in the import profile which unit it stands for.",
  },
  PRICE_UNREADABLE: { pt: "O preço não é um número legível.", en: "The price is not a readable number." },
  PRICE_NEGATIVE: { pt: "O preço é negativo.", en: "The price is negative." },
  PRICE_ZERO: {
    pt: "O preço é zero. Deixe em branco se o produto não tem preço.",
    en: "The price is zero. Leave it blank for a product without price.",
  },
  PRICE_TOO_LARGE: { pt: "O preço passa do limite.", en: "The price is over the limit." },
} as const satisfies Record<string, { readonly pt: string; readonly en: string }>;

export type RowRefusalCode = keyof typeof rowRefusals;

/** One line that was not imported. */
export interface RowRefusal {
  /** Where the line begins in the file, from 1, the header included. */
  readonly line: number;
  readonly code: RowRefusalCode;
  readonly field: ImportField | null;
  /** What stood there, at most eighty characters. */
  readonly value: string;
  /** What it collides with: the other line's number or the other product's SKU. */
  readonly other: string | null;
}

/** Makes a refusal, shortening what stood there. */
export function refuseRow(
  line: number,
  code: RowRefusalCode,
  field: ImportField | null = null,
  value = "",
  other: string | null = null,
): RowRefusal {
  return { line, code, field, value: value.length > 80 ? `${value.slice(0, 79)}…` : value, other };
}
