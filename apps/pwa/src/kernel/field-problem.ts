import { usePreferences } from "./preferences.ts";
import { type Problem, problemText, toProblem } from "./problem.ts";

interface FieldProblems {
  /** What the server found wrong with a field, in words. */
  readonly of: (field: string) => string | undefined;
  /** The problem when it belongs to none of the fields on the screen. */
  readonly general: Problem | null;
}

/** Parts a failed save by field: the server names the field in the refusal's details (`field`, or a key of its own). */
export function useFieldProblems(error: unknown, fields: readonly string[]): FieldProblems {
  const { language } = usePreferences();
  if (error === null || error === undefined) return { of: () => undefined, general: null };
  const problem = toProblem(error);
  const named =
    problem.kind === "offline" ? [] : namedFields(problem.details).filter((field) => fields.includes(field));
  const text = problemText(problem, language);
  return {
    of: (field) => (named.includes(field) ? `${text.title} ${text.action}` : undefined),
    general: named.length > 0 ? null : problem,
  };
}

function namedFields(details: Extract<Problem, { kind: "refused" }>["details"]): string[] {
  const field = details["field"];
  return typeof field === "string" ? [field] : Object.keys(details);
}
