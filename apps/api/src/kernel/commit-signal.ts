/** Wakes whoever follows the change feed on this node. */
export interface CommitSignal {
  readonly committed: () => void;
  /** Calls `listener` after every commit of a write here; returns how to stop. */
  readonly onCommit: (listener: () => void) => () => void;
}

/** A signal without listeners. */
export function createCommitSignal(): CommitSignal {
  const listeners = new Set<() => void>();
  return {
    committed: () => {
      for (const listener of listeners) listener();
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
