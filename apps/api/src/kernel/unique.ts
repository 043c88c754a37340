import { refuse, type Refusal } from "@balcao/shared/kernel/result";
import { DrizzleQueryError } from "drizzle-orm/errors";

/**
 * Runs a write, and turns the violation of a unique index into ALREADY_EXISTS with the field that `fields` names for it.
 * The transaction is lost then: the caller answers the refusal and writes nothing more.
 */
export async function refuseDuplicate<T>(
  write: PromiseLike<T>,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly ok: true; readonly value: T } | Refusal> {
  try {
    return { ok: true, value: await write };
  } catch (error) {
    const cause = error instanceof DrizzleQueryError ? error.cause : error;
    const { code, constraint = "" } = cause as { code?: unknown; constraint?: string };
    const field = code === "23505" ? fields[constraint] : undefined;
    if (field === undefined) throw error;
    return refuse("ALREADY_EXISTS", { field });
  }
}
