export { fetchApproving, useApproving } from "./approve.ts";
export { currentOperator, lockCounter, type Operator, useOperator } from "./current-operator.ts";
export { useOperatorName, useOperatorNames } from "./operator-name.ts";
