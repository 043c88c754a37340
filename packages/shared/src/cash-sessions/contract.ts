import { z } from "zod";
import { instant } from "../kernel/instant.ts";
import { cents } from "../kernel/money.ts";

/** Ten million whole units of the currency: more than a drawer holds. */
const drawer = z.int().min(0).max(1_000_000_000).transform(cents);

/** The arguments of the command `cash-sessions.open`. */
export const openCashSessionArguments = z.strictObject({
  cashSessionId: z.uuid(),
  openingFloat: drawer,
  /** The device's clock, UTC. */
  openedAt: instant,
});
export type OpenCashSessionArguments = z.output<typeof openCashSessionArguments>;

/** The arguments of the command `cash-sessions.close`. */
export const closeCashSessionArguments = z.strictObject({
  cashSessionId: z.uuid(),
  /** What the operator counted in the drawer, the opening float included. */
  countedCash: drawer,
  closedAt: instant,
});
export type CloseCashSessionArguments = z.output<typeof closeCashSessionArguments>;
