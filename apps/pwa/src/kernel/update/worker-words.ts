/** What a page tells its service workers when the person lets the new version in. Workers of released apps know them so. */
export const workerWords = {
  /** To the waiting worker: take over. */
  skipWaiting: "SKIP_WAITING",
  /** To the one at work: end what you wait for, since the other cannot take over before. */
  standBack: "STAND_BACK",
} as const;

export type WorkerWord = (typeof workerWords)[keyof typeof workerWords];

/** Says a word to a worker, if there is one. */
export function tellWorker(worker: ServiceWorker | null | undefined, word: WorkerWord): void {
  worker?.postMessage({ type: word });
}

/** Whether a message to a worker is this word. */
export function isWord(data: unknown, word: WorkerWord): boolean {
  return typeof data === "object" && data !== null && "type" in data && data.type === word;
}
