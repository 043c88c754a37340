import type { OperatorRow } from "@balcao/shared/identity/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import { beginAttempt, forgive, readGuard } from "./local.ts";
import { type PinGuard, waitLeft } from "./lock-out.ts";
import { type PinChecker, startPinChecker } from "./pin-checker.ts";
import { useSeconds } from "./use-seconds.ts";

/** How typing a PIN goes for one operator. */
export interface PinEntry {
  readonly submit: (pin: string) => void;
  readonly busy: boolean;
  readonly outcome: "none" | "wrong" | "failed";
  readonly guard: PinGuard | undefined;
  /** How long they still have to wait, in milliseconds. */
  readonly wait: number;
}

/** Checks PINs for one operator and says when one was right; counts what is wrong on this tablet, so that a reload forgives nothing. */
export function usePinEntry(operator: OperatorRow, onRight: () => void | Promise<void>): PinEntry {
  const checker = usePinChecker();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<PinEntry["outcome"]>("none");
  const guard = useLiveQuery(() => readGuard(operator.id), [operator.id]);
  const now = useSeconds(guard !== undefined);
  const attempt = async (pin: string, hash: string) => {
    if (!(await beginAttempt(operator.id, Date.now()))) return "wrong" as const;
    if (!(await checker.check(pin, hash))) return "wrong" as const;
    await forgive(operator.id);
    await onRight();
    return "none" as const;
  };
  const submit = (pin: string) => {
    if (busy || operator.pinHash === null) return;
    setBusy(true);
    void attempt(pin, operator.pinHash)
      .catch((error: unknown) => {
        console.error("a PIN could not be checked", error);
        return "failed" as const;
      })
      .then((next) => {
        setOutcome(next);
        setBusy(false);
      });
  };
  return { submit, busy, outcome, guard, wait: waitLeft(guard, now) };
}

/** The worker lives as long as the PIN is asked for. */
function usePinChecker(): PinChecker {
  const checker = useRef<PinChecker | null>(null);
  useEffect(() => {
    const started = startPinChecker();
    checker.current = started;
    return () => {
      checker.current = null;
      started.close();
    };
  }, []);
  return {
    check: (pin, hash) => checker.current?.check(pin, hash) ?? Promise.reject(new Error("no PIN checker")),
    close: () => checker.current?.close(),
  };
}
