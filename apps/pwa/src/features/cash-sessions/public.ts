export { CashSessionGate } from "./cash-session-gate.tsx";
export { useOpenCashSession } from "./use-cash-session.ts";
