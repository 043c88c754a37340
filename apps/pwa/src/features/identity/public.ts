export { currentOperator, lockCounter, type Operator, useOperator } from "./current-operator.ts";
export { useOperatorName } from "./operator-name.ts";
