import { findFiles, read } from "../verify/files.ts";

/** A name that cannot be taken, in words for the person who chose it. */
export class BadName extends Error {}

/** The forms of a slice's name, as the templates in slice/ call them. */
export interface Names {
  /** gift-cards */
  readonly slice: string;
  /** giftCards */
  readonly sliceCamel: string;
  /** GiftCards */
  readonly Slice: string;
  /** gift cards */
  readonly sliceWords: string;
  /** Gift cards */
  readonly Words: string;
  /** gift-card */
  readonly entityKebab: string;
  /** giftCard */
  readonly entity: string;
  /** GiftCard */
  readonly Entity: string;
  /** gift card */
  readonly entityWords: string;
  /** gift_card */
  readonly table: string;
}

const shape = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;
/** Folders that are no slices. */
const layers = new Set(["app", "db", "errors", "kernel", "realtime", "shared", "sync", "testing", "ui"]);
/** Words that JavaScript or SQL keep for themselves. */
const kept = new Set(
  `all any case check class column constraint default delete do end export function group grant import in index interface
   limit new null offset order package primary public references return select session super switch table this to type
   union unique update user using values var void when where with`.split(/\s+/),
);
/** Words of docs/glossary.md's right column: the house has another word for it. */
const avoided: Readonly<Record<string, string>> = {
  adjustments: "stock",
  balances: "stock",
  branches: "stores",
  clients: "customers or devices",
  companies: "organizations",
  items: "catalog or sales",
  locations: "stores",
  shifts: "cash-sessions",
  shipments: "transfers",
  terminals: "devices",
  users: "identity",
};

/** Every form of a slice's name. Throws BadName when it is no name of the house. */
export function namesOf(slice: string, row: string = singular(slice)): Names {
  for (const name of [slice, row]) {
    if (!shape.test(name)) throw new BadName(`"${name}" is no kebab-case name, such as gift-cards.`);
  }
  if (layers.has(slice)) throw new BadName(`"${slice}" names a layer, not a slice.`);
  const word = avoided[slice];
  if (word !== undefined) throw new BadName(`The house says ${word} for ${slice} (docs/glossary.md).`);
  if (kept.has(row))
    throw new BadName(`A row cannot be called "${row}". Name it: pnpm gen feature ${slice} some-${row}`);
  if (row === slice) throw new BadName(`Name one of the rows, too: pnpm gen feature ${slice} ${slice}-something`);
  return {
    slice,
    sliceCamel: camel(slice),
    Slice: capital(camel(slice)),
    sliceWords: slice.replaceAll("-", " "),
    Words: capital(slice.replaceAll("-", " ")),
    entityKebab: row,
    entity: camel(row),
    Entity: capital(camel(row)),
    entityWords: row.replaceAll("-", " "),
    table: row.replaceAll("-", "_"),
  };
}

/** What has the name already, or null. */
export function takenBy({ slice, table }: Names): string | null {
  const [file] = findFiles(`{apps/api,apps/pwa}/src/features/${slice}/*`, `packages/{shared,db}/src/${slice}/*`);
  if (file !== undefined) return file;
  return findFiles("packages/db/src/**/*.table.ts").some((tables) => read(tables).includes(`"${table}",`))
    ? `a table ${table}`
    : null;
}

const singular = (plural: string) =>
  plural
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");
const camel = (kebab: string) => kebab.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
