import type { OperatorRow } from "@balcao/shared/identity/rows";
import { useSyncExternalStore } from "react";

/** Who operates this page: a name and a role, without the hash of the PIN. */
export type Operator = Pick<OperatorRow, "id" | "name" | "role">;

// In memory alone: after a reload somebody types a PIN again, and what is on the disk lets nobody in.
let current: Operator | null = null;
const listeners = new Set<() => void>();

/** Who operates the counter now; null while it is locked. */
export function currentOperator(): Operator | null {
  return current;
}

/** The same, for screens. */
export function useOperator(): Operator | null {
  return useSyncExternalStore(subscribe, currentOperator);
}

/** Lets an operator in; the PIN has been checked. */
export function letIn({ id, name, role }: Operator): void {
  show({ id, name, role });
}

/** Locks the counter: the next person types a PIN. Cart and parked sales stay. */
export function lockCounter(): void {
  show(null);
}

function show(next: Operator | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
