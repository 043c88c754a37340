import { type ErrorCode, errors, isErrorCode } from "@balcao/shared/errors/registry";
import type { Refusal } from "@balcao/shared/kernel/result";
import type { Language } from "./i18n/language.ts";

/** Why a call to the server did not do what was asked. `offline`: no answer came, so the server may or may not know. */
export type Problem =
  | { readonly kind: "offline" }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly details: NonNullable<Refusal["details"]> };

/** Carries a refusal that came from outside of tRPC. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.kind === "offline" ? "offline" : problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** What an error of a call means. An answer that names no registered code is INTERNAL; no answer at all is offline. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const data = field(error, "data");
  const refusal = readRefusal(field(data, "refusal"));
  if (refusal !== null) return refusal;
  if (error instanceof TypeError || field(error, "cause") instanceof TypeError) return { kind: "offline" };
  const status = field(data, "httpStatus") ?? field(field(field(error, "meta"), "response"), "status");
  // A proxy in front of a server that is down answers in words of its own.
  if (status === 502 || status === 503 || status === 504) return { kind: "refused", code: "UNAVAILABLE", details: {} };
  return { kind: "refused", code: "INTERNAL", details: {} };
}

/** A refusal `{ code, details }` as the server writes it, or null when it is something else. */
export function readRefusal(value: unknown): Problem | null {
  const code = field(value, "code");
  if (typeof code !== "string" || !isErrorCode(code)) return null;
  const details = field(value, "details");
  return { kind: "refused", code, details: isDetails(details) ? details : {} };
}

/** Whether asking again without a change may help. */
export function worthRepeating(problem: Problem): boolean {
  return problem.kind === "offline" || errors[problem.code].retry === "later";
}

export interface ProblemText {
  readonly title: string;
  readonly action: string;
}

const offline: Record<Language, ProblemText> = {
  pt: { title: "Sem conexão com o servidor.", action: "Verifique a rede e tente de novo." },
  en: { title: "No connection to the server.", action: "Check the network and try again." },
};

/** A problem in a person's words: what happened, and what to do. The only place that reads the registry's texts. */
export function problemText(problem: Problem, language: Language): ProblemText {
  if (problem.kind === "offline") return offline[language];
  const entry = errors[problem.code];
  return { title: entry.message[language], action: entry.action[language] };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function isDetails(value: unknown): value is NonNullable<Refusal["details"]> {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((part) => part === null || typeof part !== "object")
  );
}
