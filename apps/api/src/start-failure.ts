import { DrizzleQueryError } from "drizzle-orm/errors";

/** One line for the person who started the server: what is in the way, and what to do where that is known. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DrizzleQueryError && error.cause !== undefined) return startFailure(error.cause);
  // Node tries every address of a name and reports them together.
  if (error instanceof AggregateError && error.errors.length > 0) return startFailure(error.errors[0]);
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use. Stop the program that has it, or choose another with PORT.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${address ?? error.message}: this machine does not know the address. Check HOST and DATABASE_URL.`;
    case "EACCES":
      return `Not allowed: ${error.message}. Choose a PORT above 1023 and a DATA_FOLDER that this account may write.`;
    case "ECONNREFUSED":
      return `The database at ${address}:${port} does not answer. Start it, or correct DATABASE_URL.`;
    case "28P01":
    case "28000":
      return "The database refuses the user or password of DATABASE_URL.";
    case "3D000":
      return `The database of DATABASE_URL does not exist: ${error.message}. Create it.`;
    default:
      return error.stack ?? error.message;
  }
}
