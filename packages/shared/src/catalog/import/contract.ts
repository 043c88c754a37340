import { z } from "zod";
import { nameText } from "../../kernel/text.ts";
import { delimiters, encodings, type ImportMapping, importFields } from "./mapping.ts";

const column = z.string().min(1).max(200).nullable();

/** An ImportMapping from outside: a profile, or what a person chose in the preview. */
export const importMapping = z.strictObject({
  columns: z.strictObject(
    Object.fromEntries(importFields.map((field) => [field, column])) as Record<
      (typeof importFields)[number],
      typeof column
    >,
  ),
  delimiter: z.enum(delimiters),
  encoding: z.enum(encodings).nullable(),
  decimalMark: z.enum([",", "."]),
  lists: z.array(z.enum(["brand", "category"])).max(2),
  units: z
    .record(z.string().min(1).max(40), z.enum(["unit", "kg", "l", "m"]))
    .refine((units) => Object.keys(units).length <= 100)
    .meta({ examples: [{ arroba: "kg" }] }),
  missing: z.enum(["keep", "deactivate"]),
});

/** The name of a saved mapping. */
export const profileName = nameText(80);

/** How a file is to be imported. Without a mapping or profile, the mapping is suggested from the file's header. */
export const importOptions = z.strictObject({
  /** The store whose price list the file writes; null writes the chain's. */
  storeId: z.uuid().nullable(),
  mapping: importMapping.nullable(),
  profile: profileName.nullable(),
  /** A preview reads and compares everything, and writes nothing. */
  mode: z.enum(["preview", "import"]),
});
export interface ImportOptions extends Readonly<Omit<z.output<typeof importOptions>, "mapping">> {
  readonly mapping: ImportMapping | null;
}
