import type { CustomerRow } from "@balcao/shared/customers/rows";
import { type Follower, followTable } from "../../kernel/sync/follow-table.ts";
import { synced } from "../../kernel/sync/local-database.ts";
import { rowSource } from "../../kernel/sync/packed-rows.ts";

/** Follows all customers: those here now, then every change. */
export function followCustomers(follower: Follower<CustomerRow>): () => void {
  return followTable(rowSource<CustomerRow>("customer"), follower);
}

/** One customer, or undefined when this tablet does not know them. */
export function readCustomer(id: string): Promise<CustomerRow | undefined> {
  return synced.customer.get(id);
}
