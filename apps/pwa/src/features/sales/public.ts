export { exceptionNames } from "./exception-messages.ts";
export { useCartsLeft } from "./carts-left.ts";
export { ScansWait } from "./scanner/scans-wait.tsx";
export { useScanner } from "./scanner/use-scanner.ts";
export { ScannerHost } from "./scanner/scanner-host.tsx";
