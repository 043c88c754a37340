import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import { letIn, lockCounter, useOperator } from "./current-operator.ts";
import { readOperator } from "./local.ts";

/** Locks the counter when whoever is in no longer works here, and follows a new name or role. */
export function useOperatorGuard(): void {
  const operator = useOperator();
  const id = operator?.id ?? null;
  const read = useLiveQuery(async () => (id === null ? null : { id, row: await readOperator(id) }), [id]);
  useEffect(() => {
    // Of somebody else than who is in now: the answer is on its way.
    if (operator === null || read?.id !== operator.id) return;
    if (read.row === undefined) lockCounter();
    else if (read.row.role !== operator.role || read.row.name !== operator.name) letIn(read.row);
  }, [operator, read]);
}
