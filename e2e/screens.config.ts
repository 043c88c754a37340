import base from "./playwright.config.ts";

/** Only the pictures (scripts/screens.mjs). They hold no law that another spec does not, so `npm test` makes none. */
export default { ...base, testMatch: "screens.spec.ts", testIgnore: [], reporter: "list" };
