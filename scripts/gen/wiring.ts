import type { Names } from "./names.ts";
import { type Edit, edited } from "./plan.ts";

/** The lists that name every slice, with the new one in them, by path. */
export function wire(names: Names): Record<string, string> {
  return Object.fromEntries(Object.entries(editsFor(names)).map(([file, edits]) => [file, edited(file, edits)]));
}

const before = (at: RegExp, text: string): Edit => ({ at, to: (found) => text + found });
const after = (at: RegExp, text: string): Edit => ({ at, to: (found) => found + text });

function editsFor(names: Names): Record<string, readonly Edit[]> {
  const { slice, sliceCamel, entity, Entity, entityKebab, table } = names;
  return {
    "packages/db/src/schema.ts": [before(/$/, `export * from "./${slice}/${entityKebab}.table.ts";\n`)],
    "packages/db/src/sync/projections.ts": [
      before(
        /^};/m,
        `  ${table}: {
    id: "id",
    columns: { id: "id", name: "name" },
    from: "FROM ${table} WHERE id = ANY($1::uuid[]) AND organization_id = $2",
  },\n`,
      ),
    ],
    "packages/shared/src/identity/permissions.ts": [
      before(/^\] as const;\nexport type Permission/m, `  "${slice}.read",\n  "${slice}.edit",\n`),
    ],
    "packages/shared/src/sync/tables.ts": [
      before(
        /^} as const satisfies Record<string, SyncedTable>/m,
        `  ${table}: { scope: "organization", columns: ["id", "name"] },\n`,
      ),
    ],
    "apps/api/src/router.ts": [
      before(/^import \{ router \} from/m, `import { ${sliceCamel}Router } from "./features/${slice}/router.ts";\n`),
      after(/const commands = router\(\{/, ` ${sliceCamel}: ${sliceCamel}Router,`),
      before(/^ *sync: syncRouter/m, `  ${sliceCamel}: ${sliceCamel}Router,\n`),
    ],
    "apps/pwa/src/kernel/sync/local-database.ts": [
      before(/^import type \{ Table \}/m, `import type { ${Entity}Row } from "@balcao/shared/${slice}/rows";\n`),
      { at: /(?<=openLocalDatabase\("balcao", )\d+/, to: (version) => String(Number(version) + 1) },
      before(/(?<=Record<SyncedTableName, string> = \{\n(?:.*\n)*?)\};/m, `  ${table}: "id",\n`),
      before(
        /(?<=export const synced = \{\n(?:.*\n)*?)\} as const;/m,
        `  ${entity}: database.table("${table}") as Table<${Entity}Row, string>,\n`,
      ),
    ],
    "apps/pwa/src/app/counter/counter-routes.ts": [
      before(/^import/m, `import { ${sliceCamel}Route } from "./${slice}-route.ts";\n`),
      after(/counterRoute\.addChildren\(\[/, `${sliceCamel}Route, `),
    ],
  };
}

/** What a tenant's table has beside its columns: row security, and its place in the change feed. */
export function tenantTable(table: string): string {
  const mine = "organization_id = (SELECT current_organization())";
  const statements = [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`,
    `CREATE POLICY tenant ON ${table} TO balcao_app USING (${mine}) WITH CHECK (${mine});`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO balcao_app;`,
    `SELECT feed_attach('${table}', '${table}', 'ARRAY[r.organization_id]', 'r.id');`,
  ];
  return statements.map((statement) => `\n--> statement-breakpoint\n${statement}`).join("");
}
