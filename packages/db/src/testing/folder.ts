import path from "node:path";

/** Where the tests' PostgreSQL keeps its binaries and data. */
export const testServerFolder: string = path.join(
  import.meta.dirname,
  "..",
  "..",
  "..",
  "..",
  ".data",
  "test-postgres",
);
