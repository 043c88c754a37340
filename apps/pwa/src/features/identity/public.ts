export { currentOperator, lockCounter, type Operator, useOperator } from "./current-operator.ts";
export { FaultyDevicesMark } from "./faulty-devices.tsx";
export { useOperatorName, useOperatorNames } from "./operator-name.ts";
