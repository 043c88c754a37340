import type { OperatorRow } from "@balcao/shared/identity/rows";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useLiveQuery } from "dexie-react-hooks";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { readSetting } from "../../kernel/settings.ts";
import { cx } from "../../ui/cx.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { messages } from "./counter-messages.ts";
import { lastOperator } from "./counter-settings.ts";
import { listOperators } from "./local.ts";
import { OperatorChoice } from "./operator-choice.tsx";
import { OperatorPin } from "./operator-pin.tsx";

/** The counter while nobody is in: who is it, and the PIN. `nobody` stands in its place while the store has no operator here. */
export function CounterLock({ nobody }: { readonly nobody: ReactNode }) {
  const read = useLiveQuery(async () => ({ operators: await listOperators(), last: await readSetting(lastOperator) }));
  const takeEarly = useEarlyDigits(read === undefined);
  if (read === undefined) return <LockSkeleton />;
  if (read.operators.length === 0) return nobody;
  return <Lock operators={read.operators} last={read.last} takeEarly={takeEarly} />;
}

/** Keeps the digits that are typed while the screen is not there yet: whoever was in last need not wait for it. */
function useEarlyDigits(listening: boolean): () => string {
  const digits = useRef("");
  useLayoutEffect(() => {
    if (!listening) return undefined;
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (/^\d$/.test(key)) digits.current += key;
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [listening]);
  return () => {
    const typed = digits.current;
    digits.current = "";
    return typed;
  };
}

interface LockProps {
  readonly operators: readonly OperatorRow[];
  readonly last: string | null;
  readonly takeEarly: () => string;
}

function Lock({ operators, last, takeEarly }: LockProps) {
  const texts = useMessages(messages);
  const [touched, setTouched] = useState<string | null | undefined>(undefined);
  const choose = (id: string | null) => {
    // Typed with nobody asked for, they belong to nobody.
    takeEarly();
    setTouched(id);
  };
  // Until somebody chooses, whoever was in last is asked for.
  const chosenId = touched === undefined ? last : touched;
  const chosen = operators.find((operator) => operator.id === chosenId) ?? null;
  return (
    <div className="mx-auto grid h-full max-w-4xl content-center-safe items-center gap-x-16 overflow-y-auto px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className={cx("grid gap-4 lg:grid", chosen !== null && "hidden")}>
        <h1 className="text-xl font-semibold tracking-tight">{texts.whoTitle}</h1>
        <OperatorChoice operators={operators} chosenId={chosen?.id ?? null} onChoose={choose} />
      </div>
      <div className={cx("justify-items-center lg:grid", chosen === null ? "hidden" : "grid")}>
        {chosen === null ? (
          <p className="text-center text-base text-muted">{texts.choose}</p>
        ) : (
          <OperatorPin key={chosen.id} operator={chosen} takeEarly={takeEarly} onBack={() => choose(null)} />
        )}
      </div>
    </div>
  );
}

function LockSkeleton() {
  return (
    <div aria-hidden className="mx-auto grid max-w-5xl gap-3 px-4 py-6 sm:px-6">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-18 w-full rounded-surface" />
      <Skeleton className="h-18 w-full rounded-surface" />
    </div>
  );
}
