import path from "node:path";

/** Where real files for trials lie, beside the repository unless told otherwise; the folder may be missing. */
export const realDataFolder =
  process.env["BALCAO_DATA"] ||
  path.join(import.meta.dirname, "..", "..", "..", "..", "..", "..", "..", "shared", "data");
