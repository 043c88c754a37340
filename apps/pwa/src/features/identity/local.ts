import type { OperatorRow } from "@balcao/shared/identity/rows";
import type { Table } from "dexie";
import { database, synced } from "../../kernel/sync/local-database.ts";
import { afterWrongPin, mayTry, type PinGuard } from "./lock-out.ts";

const guards = database.table("pin_guard") as Table<PinGuard, string>;

/** The operators of this tablet's store, by name. A store has dozens, not thousands. */
export async function listOperators(): Promise<readonly OperatorRow[]> {
  const rows = await synced.operator.toArray();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** One operator, or undefined when they do not work here (any more). */
export function readOperator(id: string): Promise<OperatorRow | undefined> {
  return synced.operator.get(id);
}

/** How often an operator's PIN was typed wrong since it was last right. */
export function readGuard(operatorId: string): Promise<PinGuard | undefined> {
  return guards.get(operatorId);
}

/**
 * Counts an attempt as wrong before it is checked, so that a reload in the middle of the check forgives nothing. False
 * when the operator has to wait.
 */
export function beginAttempt(operatorId: string, now: number): Promise<boolean> {
  return database.transaction("rw", guards, async () => {
    const guard = await guards.get(operatorId);
    if (!mayTry(guard, now)) return false;
    await guards.put(afterWrongPin(operatorId, guard, now));
    return true;
  });
}

/** The PIN was right: what was typed wrong before is forgotten. */
export function forgive(operatorId: string): Promise<void> {
  return guards.delete(operatorId);
}
