import { useRef, useState } from "react";

/** Something a person starts and waits for. */
export interface Action<Input> {
  /** Starts it, unless it is still under way: a double tap does it once. */
  readonly run: (input: Input) => void;
  readonly busy: boolean;
  /** Why the last run failed, or null. */
  readonly error: unknown;
}

/** Runs work that ends, one at a time, and says whether it is under way and whether it failed. */
export function useAction<Input = void>(work: (input: Input) => Promise<void>): Action<Input> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const start = async (input: Input) => {
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await work(input);
    } catch (thrown) {
      setError(thrown ?? new Error("failed without a reason"));
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run: (input) => void (running.current ? undefined : start(input)), busy, error };
}
