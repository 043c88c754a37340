import type { EngineStatus } from "@balcao/sync/client/engine";
import { useState } from "react";
import { syncNow } from "../../kernel/sync/runtime.ts";
import { api } from "../../kernel/trpc.ts";
import { useAction } from "../../kernel/use-action.ts";

export interface Asking {
  /** Sends what waits, and asks the server who this tablet is. */
  readonly ask: () => void;
  readonly busy: boolean;
  /** Whether the server said anything when it was asked last; null when nobody has asked. */
  readonly answered: boolean | null;
  /** That it does not take this tablet for one of its own, as the engine will say it. */
  readonly refusal: Pick<EngineStatus, "connectivity" | "code"> | null;
}

/** How long the server may take, in milliseconds, before a person is told that it does not answer. */
const patience = 8_000;

/**
 * Tries now, for a person who wants to see what comes of it. The engine says nothing while its connection stands, so the
 * server is asked beside it.
 */
export function useAskServer(): Asking {
  const [answer, setAnswer] = useState<Pick<Asking, "answered" | "refusal">>({ answered: null, refusal: null });
  const { run, busy } = useAction(async () => {
    syncNow();
    try {
      const { device, deviceRefusal: code } = await api.identity.whoAmI.query(undefined, {
        signal: AbortSignal.timeout(patience),
      });
      setAnswer({ answered: true, refusal: device === null ? { connectivity: "signed-out", code } : null });
    } catch (error) {
      console.warn("the server was asked and did not answer", error);
      setAnswer({ answered: false, refusal: null });
    }
  });
  return { ask: run, busy, ...answer };
}
