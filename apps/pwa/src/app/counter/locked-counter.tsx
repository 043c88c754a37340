import { CounterLock } from "../../features/identity/counter-lock.tsx";
import { useScanner } from "../../features/sales/public.ts";
import { FirstLoad } from "../../features/sync/first-load.tsx";

/** A code is no PIN: while the counter is locked it goes nowhere. */
const scanElsewhere = () => undefined;

/** The counter while nobody is in. */
export function LockedCounter() {
  useScanner(scanElsewhere);
  return <CounterLock nobody={<FirstLoad />} />;
}
