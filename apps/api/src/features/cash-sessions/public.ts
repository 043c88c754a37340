/** What other slices may use of cash sessions. */
export { addLateCash } from "./late-cash.ts";
