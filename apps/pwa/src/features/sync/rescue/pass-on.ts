import { countOutcomes, type RescueReport } from "@balcao/shared/sync/rescue-report";
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect } from "react";
import { toProblem, worthRepeating } from "../../../kernel/problem.ts";
import { useSyncStatus } from "../../../kernel/sync/use-sync-status.ts";
import { api } from "../../../kernel/trpc.ts";
import { useNow } from "../../../kernel/use-now.ts";
import { type PassedFile, readWaitingFiles, settlePassedFile } from "./passed-local.ts";

/** Sends the files that wait here whenever the server answers, one at a time, whichever page does it. */
export function usePassOn(): void {
  const { connectivity } = useSyncStatus();
  const waiting = useLiveQuery(async () => (await readWaitingFiles()).length) ?? 0;
  const answered = connectivity === "live" || connectivity === "polling";
  // A server that was busy is asked again with the next minute.
  const minute = Math.floor(useNow() / 60_000);
  const pass = () => {
    if (waiting > 0 && answered) passOn().catch((error: unknown) => console.warn("a rescue file waits on", error));
  };
  useEffect(pass, [waiting, answered, minute]);
}

async function passOn(): Promise<void> {
  await navigator.locks.request("balcao-pass-on", { ifAvailable: true }, async (lock) => {
    if (lock === null) return;
    for (const file of await readWaitingFiles()) await settlePassedFile(file.id, await send(file));
  });
}

async function send({ text, operatorId }: PassedFile): Promise<Partial<PassedFile>> {
  try {
    // Alone in its request: a file does not fit beside other calls.
    return sent(await api.sync.passRescue.mutate({ file: text, operatorId }, { context: { alone: true } }));
  } catch (error) {
    const problem = toProblem(error);
    if (problem.kind === "offline" || worthRepeating(problem)) throw error;
    return { state: "refused", code: problem.code };
  }
}

function sent({ lines }: RescueReport): Partial<PassedFile> {
  const { applied, "applied-with-exceptions": withExceptions, rejected, later } = countOutcomes(lines);
  return { state: "sent", code: null, applied: applied + withExceptions, lacking: rejected + later };
}
