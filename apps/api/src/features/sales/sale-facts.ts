import type { TenantTransaction } from "@balcao/db/connect";
import type { Cents } from "@balcao/shared/kernel/money";
import type { Role } from "@balcao/shared/identity/permissions";
import type { RecordSaleArguments } from "@balcao/shared/sales/contract";
import type { AheadKey, ReadAhead } from "../../kernel/read-ahead.ts";

/** What the server knows about the things a sale names. */
export interface SaleFacts {
  /** A sale of this id was recorded before, by another command. */
  readonly recorded: boolean;
  readonly products: ReadonlySet<string>;
  readonly customerKnown: boolean;
  readonly cashSessionKnown: boolean;
  /** The drawer was closed before the sale arrived. */
  readonly cashSessionClosed: boolean;
  /** The role of who approved; null when nobody did, or nobody whom the store knows (any more). */
  readonly approverRole: Role | null;
  /** Whether a line was sold at a price that was in force when it was sold. */
  readonly priceHeld: (line: {
    readonly productId: string;
    readonly priceId: string | null;
    readonly unitPrice: Cents;
  }) => boolean;
}

/** The things that one sale or many name, as far as they exist. Times in milliseconds since 1970. */
export interface KnownThings {
  readonly recorded: ReadonlySet<string>;
  readonly products: ReadonlySet<string>;
  readonly prices: ReadonlyMap<string, Price>;
  readonly customers: ReadonlySet<string>;
  readonly cashSessions: ReadonlyMap<string, "open" | "closed">;
  readonly approvers: ReadonlyMap<string, Role>;
}

interface Price {
  readonly id: string;
  readonly productId: string;
  readonly amount: number;
  readonly closedAt: number | null;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
}

interface Found {
  readonly recorded: readonly string[];
  readonly products: readonly string[];
  readonly prices: readonly Price[];
  readonly customers: readonly string[];
  readonly cashSessions: readonly { readonly id: string; readonly status: "open" | "closed" }[];
  readonly approvers: readonly { readonly id: string; readonly role: Role }[];
}

/** Found by a push for all its sales. */
export const salesAhead: AheadKey<KnownThings> = { name: "sales" };

// One round trip for everything, however many sales ask.
const question = `
  SELECT json_build_object(
    'recorded', (SELECT coalesce(json_agg(id), '[]') FROM sale WHERE id = ANY($1::uuid[])),
    'products', (SELECT coalesce(json_agg(id), '[]') FROM product WHERE id = ANY($2::uuid[])),
    'prices', (SELECT coalesce(json_agg(json_build_object('id', id, 'productId', product_id, 'amount', amount,
        'closedAt', extract(epoch FROM closed_at) * 1000, 'validFrom', extract(epoch FROM valid_from) * 1000,
        'validUntil', extract(epoch FROM valid_until) * 1000)), '[]')
      FROM price WHERE id = ANY($3::uuid[]) AND (store_id IS NULL OR store_id = $4)),
    'customers', (SELECT coalesce(json_agg(id), '[]') FROM customer WHERE id = ANY($5::uuid[])),
    'cashSessions', (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status)), '[]')
      FROM cash_session WHERE id = ANY($6::uuid[]) AND device_id = $7),
    'approvers', (SELECT coalesce(json_agg(json_build_object('id', id, 'role', role)), '[]')
      FROM operator WHERE id = ANY($8::uuid[]) AND active AND $4 = ANY(store_ids))) AS found`;

/** Looks up, in one statement, what sales refer to. */
export async function factsOf(
  tx: TenantTransaction,
  at: { readonly storeId: string; readonly deviceId: string },
  sales: readonly RecordSaleArguments[],
): Promise<KnownThings> {
  const lines = sales.flatMap((sale) => sale.lines);
  const { rows } = await tx.client.query<{ found: Found }>({
    name: "sale-facts",
    text: question,
    values: [
      sales.map(({ saleId }) => saleId),
      unique(lines.map(({ productId }) => productId)),
      unique(lines.flatMap(({ priceId }) => priceId ?? [])),
      at.storeId,
      unique(sales.flatMap(({ customerId }) => customerId ?? [])),
      unique(sales.map(({ cashSessionId }) => cashSessionId)),
      at.deviceId,
      unique(sales.flatMap(({ approval }) => approval?.approverId ?? [])),
    ],
  });
  const found = rows[0]?.found;
  if (found === undefined) throw new Error("sale-facts returned no row");
  return {
    recorded: new Set(found.recorded),
    products: new Set(found.products),
    prices: new Map(found.prices.map((price) => [price.id, price])),
    customers: new Set(found.customers),
    cashSessions: new Map(found.cashSessions.map(({ id, status }) => [id, status])),
    approvers: new Map(found.approvers.map(({ id, role }) => [id, role])),
  };
}

/** What is known about a sale: from what its push has read ahead, or by asking. */
export async function whatIsKnown(
  tx: TenantTransaction,
  at: { readonly storeId: string; readonly deviceId: string },
  input: RecordSaleArguments,
  ahead: ReadAhead | undefined,
): Promise<SaleFacts> {
  const { recorded, products, prices, customers, cashSessions, approvers } =
    ahead?.get(salesAhead) ?? (await factsOf(tx, at, [input]));
  const cashSession = cashSessions.get(input.cashSessionId);
  const soldAt = Date.parse(input.soldAt);
  return {
    recorded: recorded.has(input.saleId),
    products,
    customerKnown: input.customerId === null || customers.has(input.customerId),
    cashSessionKnown: cashSession !== undefined,
    cashSessionClosed: cashSession === "closed",
    approverRole: input.approval === null ? null : (approvers.get(input.approval.approverId) ?? null),
    priceHeld: (line) => {
      const price = line.priceId === null ? undefined : prices.get(line.priceId);
      if (price === undefined || price.productId !== line.productId || price.amount !== line.unitPrice) return false;
      return wasInForce(price, soldAt);
    },
  };
}

/**
 * A price counts as in force until it was closed; a tablet that sold offline with an older price is in the right as long
 * as the change had not happened yet when it sold.
 */
function wasInForce({ closedAt, validFrom, validUntil }: Price, soldAt: number): boolean {
  if (closedAt !== null && closedAt <= soldAt) return false;
  return (validFrom === null || validFrom <= soldAt) && (validUntil === null || validUntil > soldAt);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
