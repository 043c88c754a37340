import { z } from "zod";

/** A part of a zod schema, as far as samples need to know it. */
type Definition = Record<string, unknown> & { readonly type: string };

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/**
 * A value that a schema should accept, with every optional field given and `id` in every place of a UUID. A schema whose
 * texts cannot be guessed names one itself with `.meta({ examples: [...] })`.
 */
export function sampleOf(schema: z.core.$ZodType, id: string): unknown {
  const examples = z.globalRegistry.get(schema)?.["examples"];
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  const def = definitionOf(schema);
  const part = (name: string) => def[name] as z.core.$ZodType;
  switch (def.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(def["shape"] as Record<string, z.core.$ZodType>).map(([key, field]) => [
          key,
          sampleOf(field, id),
        ]),
      );
    case "array":
      return [sampleOf(part("element"), id)];
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
      return sampleOf(part("innerType"), id);
    case "pipe":
      return sampleOf(part("in"), id);
    case "union":
      return sampleOf((def["options"] as z.core.$ZodType[])[0] ?? z.null(), id);
    case "enum":
      return Object.values(def["entries"] as Record<string, unknown>)[0];
    case "literal":
      return (def["values"] as unknown[])[0];
    case "string":
      return sampleText(schema, id);
    case "number":
    case "int":
      return 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function sampleText(schema: z.core.$ZodType, id: string): string {
  const { format } = definitionOf(schema);
  const least = (schema as z.ZodString).minLength ?? 0;
  if (format === "uuid") return id;
  if (format === "email") return `someone-${id}@example.com`;
  if (format === "datetime") return "2026-01-02T03:04:05.000Z";
  return "sample".repeat(1 + Math.ceil(least / 6)).slice(0, Math.max(least, 6));
}

/** Every object schema within a schema, with where it stands. */
export function objectsIn(schema: z.core.$ZodType, path = "input"): { path: string; strict: boolean }[] {
  const def = definitionOf(schema);
  const inner = ["innerType", "element", "in"].flatMap((name) =>
    def[name] === undefined ? [] : objectsIn(def[name] as z.core.$ZodType, path),
  );
  const options = ((def["options"] ?? []) as z.core.$ZodType[]).flatMap((option) => objectsIn(option, path));
  if (def.type !== "object") return [...inner, ...options];
  const catchall = def["catchall"] as z.core.$ZodType | undefined;
  const fields = Object.entries(def["shape"] as Record<string, z.core.$ZodType>);
  return [
    { path, strict: catchall !== undefined && definitionOf(catchall).type === "never" },
    ...fields.flatMap(([key, field]) => objectsIn(field, `${path}.${key}`)),
  ];
}
