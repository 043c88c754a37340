import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useFieldProblems } from "./field-problem.ts";
import type { Problem } from "./problem.ts";

export interface FormOptions<Facts extends object, Fault extends string> {
  readonly facts: Facts;
  /** What the person still has to put right, by field. */
  readonly faults: Partial<Record<keyof Facts, Fault>>;
  /** The words for each fault. */
  readonly texts: Readonly<Record<Fault, string>>;
  /** Why the last save failed, or null. */
  readonly error: unknown;
  /** Runs when nothing is left to put right. */
  readonly submit: () => void;
}

export interface Form<Facts extends object> {
  /** Spread over the form element. */
  readonly props: {
    readonly ref: RefObject<HTMLFormElement | null>;
    readonly noValidate: true;
    readonly onSubmit: (event: FormEvent) => void;
  };
  /** What is wrong with a field, in words: what the person has to put right once they tried, else what the server refused. */
  readonly errorOf: (field: keyof Facts & string) => string | undefined;
  /** What the server refused that belongs to no field. */
  readonly general: Problem | null;
}

/** A form that shows its faults once it was tried, keeps the server's beside their fields, and leads to the first of them. */
export function useForm<Facts extends object, Fault extends string>(options: FormOptions<Facts, Fault>): Form<Facts> {
  const { facts, faults, texts, error, submit } = options;
  const ref = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0);
  const problems = useFieldProblems(error, Object.keys(facts));
  const faulty = Object.keys(faults).length > 0;

  useEffect(() => {
    if (tried > 0 || error !== null) leadToError(ref.current);
  }, [tried, error]);

  return {
    props: {
      ref,
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        setTried((times) => times + 1);
        if (!faulty) submit();
      },
    },
    errorOf: (field) => {
      const fault = tried > 0 ? faults[field] : undefined;
      return fault === undefined ? problems.of(field) : texts[fault];
    },
    general: problems.general,
  };
}

/** The first field that is wrong gets the focus; without one, what the server said comes into sight. */
function leadToError(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) field.focus();
  else form?.querySelector('[role="alert"]')?.scrollIntoView({ block: "center" });
}
