import type { EffectOp } from "../client/ports.ts";
import type { EngineSchema } from "../client/schema.ts";
import type { CommandDraft, CommandMade } from "../client/submit.ts";
import type { Command, CommandResult, Json, Row } from "../protocol.ts";
import type { FeedRule, Stored } from "./database.ts";
import type { Transaction } from "./transaction.ts";

/** The smallest shop in which every rule of the engine has something to do. */
export const shopSchema: EngineSchema = {
  version: "shop-1",
  stamp: "1.shop-1",
  tables: {
    operator: { scope: "store", columns: ["id", "name", "scope", "v"] },
    product: { scope: "organization", columns: ["id", "price", "scope", "v"], packed: true },
    stock_level: { scope: "store", columns: ["id", "quantity", "scope", "v"], packed: true },
    sale: { scope: "store", columns: ["id", "deviceId", "total", "scope", "v"] },
  },
  folding: { beyond: 3, chunkRows: 4 },
};

export interface Shop {
  readonly organizationId: string;
  readonly stores: readonly string[];
  readonly products: readonly string[];
  readonly operators: readonly string[];
}

/** Which rows show where: the triggers of the shop. */
export function feedRules(shop: Shop): Readonly<Record<string, FeedRule>> {
  return {
    operator: (row) => stores(row).map((scope) => ({ scope, table: "operator", id: String(row["id"]) })),
    product: (row) => [{ scope: shop.organizationId, table: "product", id: String(row["id"]) }],
    stock_level: (row) => [{ scope: String(row["storeId"]), table: "stock_level", id: String(row["productId"]) }],
    sale: (row) => [{ scope: String(row["storeId"]), table: "sale", id: String(row["id"]) }],
  };
}

function stores(row: Stored): readonly string[] {
  return row["stores"] as readonly string[];
}

/** Under which key a row of a scope is kept. */
export function keyInDatabase(table: string, scope: string, id: string): string {
  return table === "stock_level" ? `${scope} ${id}` : id;
}

/** A row as devices see it. `v` names its version, `scope` the scope it was sent for: the checks read both. */
export function project(table: string, scope: string, row: Stored): Row {
  const { v } = row as { readonly v: number };
  switch (table) {
    case "operator":
      return { id: String(row["id"]), name: String(row["name"]), scope, v };
    case "product":
      return { id: String(row["id"]), price: Number(row["price"]), scope, v };
    case "stock_level":
      return { id: String(row["productId"]), quantity: Number(row["quantity"]), scope, v };
    default:
      return {
        id: String(row["id"]),
        deviceId: String(row["deviceId"]),
        total: Number(row["total"]),
        scope,
        v,
      };
  }
}

export interface SaleLine {
  readonly product: string;
  readonly quantity: number;
  readonly amount: number;
}

export interface SaleArguments {
  readonly saleId: string;
  readonly lines: readonly SaleLine[];
  readonly paid: number;
}

/**
 * What a person can do: sell well; sell what does not add up (refused); something this server does not know yet, or what
 * makes it fail (both put off).
 */
export type Deed = "sale" | "wrong" | "unknown" | "poison";

/** A command of the counter, with the effect it has on the tablet at once. */
export function draftOf(deed: Deed, saleId: string, lines: readonly SaleLine[], operatorId: string): CommandDraft {
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const args: SaleArguments = { saleId, lines, paid: deed === "wrong" ? total + 1 : total };
  return {
    name: deed === "sale" || deed === "wrong" ? "sales.record" : `sales.${deed}`,
    operatorId,
    build: (made) => ({ args: args as unknown as Json, effect: effectOf(args, made) }),
    local: [{ table: "cart", remove: saleId }],
  };
}

function effectOf({ saleId, lines, paid }: SaleArguments, { identity }: CommandMade): readonly EffectOp[] {
  const scope = identity.storeId;
  const value = { id: saleId, deviceId: identity.deviceId, total: paid, scope, v: 0 };
  // A guess that the server does not share: the row stays as it is there, and the guess must go.
  const guess: readonly EffectOp[] = lines
    .slice(1, 2)
    .map(({ product }) => ({ table: "product", row: product, do: "merge", fields: { sold: saleId } }));
  return [
    { table: "sale", row: saleId, do: "put", value },
    ...guess,
    ...lines.map(({ product, quantity }): EffectOp => ({
      table: "stock_level",
      row: product,
      do: "add",
      field: "quantity",
      by: -quantity,
      otherwise: { id: product, quantity: 0, scope, v: 0 },
    })),
  ];
}

/** The versions of rows: every write gets the next. */
export interface Versions {
  readonly next: () => number;
}

/** What the server knows how to do; it learns the rest when it is updated or mended. */
export interface Knowledge {
  unknown: boolean;
  poison: boolean;
}

/** Runs one command in a transaction, as the procedures of the server do. */
export async function runShopCommand(
  transaction: Transaction,
  storeId: string,
  command: Command,
  knows: Knowledge,
  versions: Versions,
): Promise<CommandResult> {
  if (command.name === "sales.unknown" && !knows.unknown) return later(command, "COMMAND_UNKNOWN");
  const args = command.args as unknown as SaleArguments;
  const undo = transaction.savepoint();
  const total = args.lines.reduce((sum, line) => sum + line.amount, 0);
  await writeSale(transaction, storeId, command, args, versions);
  if (command.name === "sales.poison" && !knows.poison) {
    undo();
    return later(command, "COMMAND_FAILED");
  }
  if (total !== args.paid) {
    undo();
    return { id: command.id, outcome: "rejected", code: "PAYMENTS_DO_NOT_MATCH", details: null };
  }
  return { id: command.id, outcome: "applied", result: { saleId: args.saleId } };
}

function later(command: Command, code: string): CommandResult {
  return { id: command.id, outcome: "later", code };
}

async function writeSale(
  transaction: Transaction,
  storeId: string,
  command: Command,
  { saleId, lines, paid }: SaleArguments,
  versions: Versions,
): Promise<void> {
  // A fact is added, whatever stands there already: if a command takes effect twice, it shows.
  const times = Number(transaction.read("sale", saleId)?.["times"] ?? 0) + 1;
  await transaction.write("sale", saleId, {
    id: saleId,
    storeId,
    deviceId: command.deviceId,
    commandId: command.id,
    sequence: command.sequence,
    total: lines.reduce((sum, line) => sum + line.amount, 0),
    paid,
    times,
    v: versions.next(),
  });
  for (const line of lines) await moveStock(transaction, storeId, line.product, -line.quantity, versions);
}

/** A movement and the level that follows from it. */
export async function moveStock(
  transaction: Transaction,
  storeId: string,
  productId: string,
  quantity: number,
  versions: Versions,
): Promise<void> {
  const id = `${storeId} ${productId}`;
  await transaction.lock(`stock_level ${id}`);
  const v = versions.next();
  await transaction.write("stock_movement", `${id} ${v}`, { id, quantity });
  const level = Number(transaction.read("stock_level", id)?.["quantity"] ?? 0);
  await transaction.write("stock_level", id, { storeId, productId, quantity: level + quantity, v });
}
