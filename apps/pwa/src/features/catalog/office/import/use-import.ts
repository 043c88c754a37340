import type { ImportOptions } from "@balcao/shared/catalog/import/contract";
import type { ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type Problem, toProblem } from "../../../../kernel/problem.ts";
import { type FileHead, readHead, type Reading } from "./read-head.ts";
import { type ImportAnswer, type ImportStep, sendImport } from "./send-import.ts";

/** The file that was chosen, what the person said about it, and what the server found when it checked. */
export interface MapState {
  readonly at: "map";
  readonly head: FileHead;
  readonly mapping: ImportMapping;
  /** Whose prices the file writes; null is the chain's. */
  readonly storeId: string | null;
  /** Null before the check, and after a change that makes it stale. */
  readonly preview: ImportAnswer | null;
}

interface RunState {
  readonly at: "run";
  readonly from: MapState;
  readonly mode: ImportOptions["mode"];
  readonly step: ImportStep;
}

type State = { readonly at: "choose" } | MapState | RunState | { readonly at: "done"; readonly report: ImportAnswer };

/** The steps of an import, and what moves it from one to the next. */
export interface ImportWork {
  readonly state: State;
  readonly problem: Problem | null;
  readonly opening: boolean;
  readonly open: (file: File, reading?: Reading) => Promise<void>;
  readonly change: (changes: Partial<Pick<MapState, "mapping" | "storeId">>) => void;
  readonly run: (mode: ImportOptions["mode"]) => Promise<void>;
  readonly cancel: () => void;
  readonly startOver: () => void;
}

/** Keeps the state of an import while its screen is shown. */
export function useImport(): ImportWork {
  const client = useQueryClient();
  const [state, setState] = useState<State>({ at: "choose" });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [opening, setOpening] = useState(false);
  const running = useRef<AbortController>(undefined);

  const open = async (file: File, reading?: Reading) => {
    setOpening(true);
    setProblem(null);
    const head = await readHead(file, reading);
    setOpening(false);
    if (!head.ok) {
      setProblem({ kind: "refused", code: head.code, details: head.details ?? {} });
      return;
    }
    const mapping = { ...head.value.mapping, encoding: reading?.encoding ?? null };
    setState((before) => ({
      at: "map",
      head: head.value,
      mapping,
      storeId: before.at === "map" ? before.storeId : null,
      preview: null,
    }));
  };

  const run = async (mode: ImportOptions["mode"]) => {
    if (state.at !== "map") return;
    const from = state;
    const { head, mapping, storeId } = from;
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    setState({ at: "run", from, mode, step: { phase: "sending", part: 0 } });
    const onStep = (step: ImportStep) => setState((before) => (before.at === "run" ? { ...before, step } : before));
    try {
      const report = await sendImport({
        file: head.file,
        storeId,
        mapping,
        profile: null,
        mode,
        onStep,
        signal: controller.signal,
      });
      setState(mode === "import" ? { at: "done", report } : { ...from, preview: report });
      if (mode === "import") await client.invalidateQueries({ queryKey: ["catalog"] });
    } catch (error) {
      if (!controller.signal.aborted) setProblem(toProblem(error));
      setState({ ...from, preview: mode === "import" ? null : from.preview });
    }
  };

  return {
    state,
    problem,
    opening,
    open,
    run,
    change: (changes) =>
      setState((before) => (before.at === "map" ? { ...before, ...changes, preview: null } : before)),
    cancel: () => running.current?.abort(),
    startOver: () => {
      setProblem(null);
      setState({ at: "choose" });
    },
  };
}
