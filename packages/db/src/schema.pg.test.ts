import { readFileSync } from "node:fs";
import path from "node:path";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { expect, test } from "vitest";
import * as schema from "./schema.ts";
import { createTestDatabase } from "./testing/test-database.ts";
import { open } from "./testing/test-server.ts";

const migrations = path.join(import.meta.dirname, "..", "migrations", "meta");
const tables = Object.values<unknown>(schema).filter((value) => is(value, PgTable));

test("the tables in code and in the migrated database have the same columns", async () => {
  const database = await createTestDatabase();
  await using client = await open(database.url);
  const { rows } = await client.query<{ column: string }>(`
    SELECT concat_ws(' ', relname || '.' || attname, format_type(atttypid, atttypmod),
      CASE WHEN attnotnull THEN 'not null' END, CASE WHEN atthasdef AND attgenerated = '' THEN 'default' END) AS column
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`);
  const inCode = tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns.map((column) =>
      [`${name}.${column.name}`, column.getSQLType(), column.notNull && "not null", column.hasDefault && "default"]
        .filter(Boolean)
        .join(" "),
    );
  });
  expect(rows.map(({ column }) => column).sort()).toEqual(inCode.sort());
  await database.drop();
});

test("the tables in code and in the migrated database have the same indexes and keys", async () => {
  const database = await createTestDatabase();
  await using client = await open(database.url);
  const { rows } = await client.query<{ name: string }>(`
    SELECT conname AS name FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'u', 'c')
    UNION SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND NOT indisprimary`);
  const inCode = tables.flatMap((table) => {
    const { columns, indexes, foreignKeys, uniqueConstraints, checks } = getTableConfig(table);
    return [
      ...columns.filter((column) => column.isUnique).map((column) => column.uniqueName ?? ""),
      ...indexes.map((index) => index.config.name ?? ""),
      ...foreignKeys.map((key) => key.getName()),
      ...uniqueConstraints.map((constraint) => constraint.getName() ?? ""),
      ...checks.map((check) => check.name),
    ];
  });
  expect(rows.map(({ name }) => name).sort()).toEqual(inCode.sort());
  await database.drop();
});

test("no change of a table waits for its migration", async () => {
  const journal = JSON.parse(readFileSync(path.join(migrations, "_journal.json"), "utf8")) as {
    entries: readonly { readonly idx: number }[];
  };
  const last = String(journal.entries.at(-1)?.idx).padStart(4, "0");
  const before = JSON.parse(readFileSync(path.join(migrations, `${last}_snapshot.json`), "utf8")) as ReturnType<
    typeof generateDrizzleJson
  >;
  expect(await generateMigration(before, generateDrizzleJson(schema, before.id))).toEqual([]);
});
