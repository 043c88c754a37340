import { z } from "zod";
import { nameText } from "../kernel/text.ts";
import { normalizePixKey } from "../sales/pix-key.ts";

/** Part of the receipt number, so that it holds no dash. */
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,8}$/)
  .meta({ examples: ["0204"] });

const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, "not a time zone")
  .meta({ examples: ["America/Sao_Paulo"] });

const pixKey = z
  .string()
  .max(100)
  .transform((text, ctx) => {
    const key = normalizePixKey(text);
    if (key !== null) return key;
    ctx.addIssue({ code: "custom", message: "not a Pix key" });
    return z.NEVER;
  })
  .nullable()
  .meta({ examples: [null] });

const facts = {
  code,
  name: nameText(80),
  kind: z.enum(["shop", "distribution-centre"]),
  city: nameText(60),
  timeZone,
  pixKey,
  /** As the payer's bank shows it; EMV allows 25 characters. */
  pixMerchantName: nameText(25).nullable(),
  scaleBarcode: z.enum(["weight", "price", "none"]),
};

export const createStoreArguments = z.strictObject(facts);
export type CreateStoreArguments = z.output<typeof createStoreArguments>;

/** What is absent stays as it is. */
export const editStoreArguments = z.strictObject(facts).partial().extend({ storeId: z.uuid() });
export type EditStoreArguments = z.output<typeof editStoreArguments>;

/** Whether the tz database of this runtime knows a zone. */
function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
