import { DrizzleQueryError } from "drizzle-orm/errors";
import { type Logger, pino } from "pino";

const secrets = ["cookie", "authorization", "password", "pin", "pinHash", "token", "document", "secret"];

/** JSON lines on standard output. What is secret or personal is cut out, wherever it stands in an entry. */
export function createLog(level: string, stream?: { write: (line: string) => void }): Logger {
  const options = {
    level,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]), censor: "[cut]" },
    serializers: { err: describeError },
    base: { name: "balcao" },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return stream === undefined ? pino(options) : pino(options, stream);
}

/**
 * What a log may say of an error: kind, message, stack, and PostgreSQL's code and constraint. The parameters of a
 * query and PostgreSQL's `detail` hold people's data, so they stay out.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  if (error instanceof DrizzleQueryError) return { ...describeError(error.cause), query: error.query };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint, table }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
