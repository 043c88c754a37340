import { importOptions } from "@balcao/shared/catalog/import/contract";
import type { ImportMessage } from "@balcao/shared/catalog/import/report";
import { allows } from "@balcao/shared/identity/permissions";
import { refuse } from "@balcao/shared/kernel/result";
import type { Context } from "hono";
import { toRefusal } from "../../../kernel/error-map.ts";
import { limitCaller } from "../../../kernel/http/caller-limit.ts";
import { failure } from "../../../kernel/http/failure.ts";
import type { HttpEnv } from "../../../kernel/http/http-env.ts";
import { createRequestContext } from "../../../kernel/http/request-context.ts";
import type { Mount } from "../../../kernel/mount.ts";
import type { Services } from "../../../kernel/services.ts";
import { type ImportLimits, importLimits } from "./import-limits.ts";
import { messageLines } from "./message-lines.ts";
import { receiveFile, type ReceivedFile } from "./receive-file.ts";
import { type ImportCaller, runImport } from "./run-import.ts";

export const importPath = "/api/catalog/imports";

/** An import weighs as much as this many ordinary calls. */
const weight = 20;

/**
 * `POST /api/catalog/imports?options=<ImportOptions as JSON>&name=<file name>` with the file as its body, as it is or
 * gzipped. The answer is a line of JSON per step (ImportMessage), the last one with the report or the refusal.
 */
export function catalogImports(services: Services): Mount {
  return {
    bodyLimits: { [importPath]: importLimits.sentBytes },
    routes: (app) => void app.post(importPath, (c) => receiveImport(services, importLimits, c)),
  };
}

async function receiveImport(services: Services, limits: ImportLimits, c: Context<HttpEnv>): Promise<Response> {
  const { requestId, correlationId, log, address } = c.var;
  const headers = c.req.raw.headers;
  const context = createRequestContext(services, {
    requestId,
    correlationId,
    log,
    address,
    headers,
    responseHeaders: null,
  });
  const person = await context.person();
  if (person === null) return failure(c, refuse("UNAUTHENTICATED"));
  if (!allows(person.role, "catalog.import")) return failure(c, refuse("FORBIDDEN", { permission: "catalog.import" }));
  const allowed = await limitCaller(services, context, weight);
  if (!allowed.ok) return failure(c, allowed);
  const options = importOptions.safeParse(parseJson(c.req.query("options") ?? ""));
  if (!options.success)
    return failure(c, refuse("BAD_REQUEST", { field: options.error.issues[0]?.path.join(".") || "options" }));

  const file = await receiveFile(c.req.raw.body ?? emptyBody(), limits.sentBytes);
  const { organizationId } = person;
  const caller = { connection: services.connection, organizationId, person, correlationId, log };
  // PostgreSQL keeps no NUL, and nobody reads the other control characters.
  const name = (c.req.query("name") ?? "").replace(/\p{Cc}/gu, "").slice(0, 200);
  const lines = messageLines((send) => work(services, caller, { file, name, options: options.data, limits, send }));
  return c.body(lines, 200, { "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" });
}

async function work(
  services: Services,
  caller: ImportCaller,
  input: {
    readonly file: ReceivedFile;
    readonly name: string;
    readonly options: Parameters<typeof runImport>[2];
    readonly limits: ImportLimits;
    readonly send: (message: ImportMessage) => void;
  },
): Promise<ImportMessage> {
  await using file = input.file;
  try {
    const answer = await runImport(
      caller,
      { path: file.path, name: input.name },
      input.options,
      input.limits,
      (progress) => input.send({ progress }),
    );
    if (!answer.ok) return { refusal: { code: answer.code, details: answer.details ?? null } };
    if (input.options.mode === "import") services.commits.committed();
    return { report: answer.value };
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal.code === "INTERNAL") caller.log.error({ err: error }, "import failed");
    return { refusal: { code: refusal.code, details: refusal.details ?? null } };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* emptyBody(): AsyncGenerator<Uint8Array, void, undefined> {}
