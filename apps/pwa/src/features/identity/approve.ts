import { whenAsked } from "../../ui/when-asked.ts";

const parts = whenAsked(() => import("./approve-dialog.tsx"));

/** Where somebody approves what the operator may not do (`ApproveDialog`); null until it is here. */
export const useApproving = parts.use;
/** Fetches it while there is a network. */
export const fetchApproving = parts.fetch;
