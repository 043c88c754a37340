import type { OperatorFacts } from "./operator-form.tsx";

export type OperatorFault = "operatorNameMissing" | "storesMissing";

/** What the person still has to put right, by field. */
export function operatorFaults(facts: OperatorFacts): Partial<Record<keyof OperatorFacts, OperatorFault>> {
  return {
    ...(facts.name.trim() === "" ? { name: "operatorNameMissing" } : {}),
    ...(facts.storeIds.length === 0 ? { storeIds: "storesMissing" } : {}),
  };
}
