import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly target: string;
}

/** What a made row holds in the columns that name it, by table. */
export type MadeRows = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const values: Record<string, () => unknown> = {
  uuid: () => randomUUID(),
  text: () => randomBytes(6).toString("hex"),
  bigint: () => 1,
  integer: () => 1,
  boolean: () => true,
  "timestamp with time zone": () => new Date(),
  bytea: () => randomBytes(8),
  jsonb: () => "{}",
  "uuid[]": () => [],
  "text[]": () => [],
  xid8: () => "1",
  pg_snapshot: () => "1:1:",
  int8multirange: () => "{}",
};

/** Columns whose values are not free. */
const exact: Record<string, () => unknown> = {
  "change_feed.table_name": () => "store",
};

/**
 * One row in every table, each with values for all of its required columns, as the owner of the database. Columns
 * named `organization_id` hold `organizationId`, and references point at the row made for their target.
 */
export async function makeRowEverywhere(client: pg.ClientBase, organizationId: string): Promise<MadeRows> {
  const columns = await requiredColumns(client);
  const references = await findReferences(client);
  const made = new Map<string, Record<string, unknown>>();
  for (const table of inOrder([...new Set(columns.map((column) => column.table))], references)) {
    const row = makeRow(
      columns.filter((column) => column.table === table),
      references,
      made,
      organizationId,
    );
    made.set(table, row);
    await insertRow(client, table, row);
  }
  return made;
}

/** Inserts `row` as it stands; rows that are there already are left alone. */
export async function insertRow(client: pg.ClientBase, table: string, row: Readonly<Record<string, unknown>>) {
  const names = Object.keys(row);
  await client.query(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")})
     VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")}) ON CONFLICT DO NOTHING`,
    Object.values(row),
  );
}

function makeRow(
  columns: readonly Column[],
  references: readonly Reference[],
  made: ReadonlyMap<string, Record<string, unknown>>,
  organizationId: string,
): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ table, name, type }) => {
      const target = references.find((reference) => reference.table === table && reference.column === name)?.target;
      if (target !== undefined) return [name, made.get(target)?.["id"]];
      if (name === "organization_id" || (table === "organization" && name === "id")) return [name, organizationId];
      const make = exact[`${table}.${name}`] ?? values[type];
      if (make === undefined) throw new Error(`generic-rows.ts has no value for ${table}.${name} of type ${type}`);
      return [name, make()];
    }),
  );
}

/** Required columns without a default, and `id` where there is one. */
async function requiredColumns(client: pg.ClientBase): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    SELECT relname AS table, attname AS name, format_type(atttypid, atttypmod) AS type
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
      AND attnotnull AND NOT atthasdef
    ORDER BY relname, attnum`);
  return rows;
}

async function findReferences(client: pg.ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    SELECT conrelid::regclass::text AS table, attname AS column, trim('"' FROM confrelid::regclass::text) AS target
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  return rows;
}

/** Tables after the tables that they refer to. */
function inOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const ordered: string[] = [];
  const visit = (table: string) => {
    if (ordered.includes(table)) return;
    for (const reference of references) {
      if (reference.table === table && reference.target !== table) visit(reference.target);
    }
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}
