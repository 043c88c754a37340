import { whenAsked } from "../../ui/when-asked.ts";

const dialogs = whenAsked(() => import("./counter-dialog-parts.ts"));

/** The dialogs behind the counter's menu. */
export const useCounterDialogs = dialogs.use;
/** Fetches them while there is a network. */
export const fetchCounterDialogs = dialogs.fetch;
