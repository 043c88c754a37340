import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Names } from "./names.ts";

const folder = path.join(import.meta.dirname, "slice");

/** The slice's own files, by path: the templates in slice/, which mirror the house, with every `{{name}}` filled in. */
export function renderSlice(names: Names): Record<string, string> {
  const templates = globSync("**/*.template", { cwd: folder });
  return Object.fromEntries(
    templates.map((template) => [
      fill(template.replace(/\.template$/, ""), names),
      fill(readFileSync(path.join(folder, template), "utf8"), names),
    ]),
  );
}

function fill(text: string, names: Names): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(names, name)) throw new Error(`a template asks for {{${name}}}`);
    return names[name as keyof Names];
  });
}
