import type { Locks } from "../client/ports.ts";
import type { Process } from "./process.ts";

interface Wish {
  readonly process: Process;
  readonly grant: () => void;
}

/** The Web Locks of one browser: a holder that dies lets go, and whoever waits for it dies with its wish. */
export class LockTable {
  readonly #held = new Map<string, Process>();
  readonly #waiting = new Map<string, Wish[]>();

  /** The locks as a process sees them. */
  for(process: Process): Locks {
    process.onDeath(() => {
      for (const [name, holder] of this.#held) if (holder === process) this.#release(name, process);
    });
    return {
      tryHold: async (name, work) => {
        if (this.#held.has(name)) return null;
        return this.#hold(name, process, work);
      },
      hold: async (name, work) => {
        if (this.#held.has(name)) {
          await new Promise<void>((grant) => {
            const wishes = this.#waiting.get(name) ?? [];
            wishes.push({ process, grant });
            this.#waiting.set(name, wishes);
          });
        }
        return this.#hold(name, process, work);
      },
    };
  }

  async #hold<T>(name: string, process: Process, work: () => Promise<T>): Promise<T> {
    // Granted to a process that died at the same moment: it does nothing any more.
    if (!process.alive) return new Promise<never>(() => undefined);
    this.#held.set(name, process);
    try {
      return await work();
    } finally {
      // A dead holder has let go already, and what runs on here is nobody's.
      if (process.alive) this.#release(name, process);
    }
  }

  #release(name: string, process: Process): void {
    if (this.#held.get(name) !== process) return;
    this.#held.delete(name);
    const wishes = this.#waiting.get(name) ?? [];
    for (let wish = wishes.shift(); wish !== undefined; wish = wishes.shift()) {
      if (!wish.process.alive) continue;
      // Held from this moment, so that nobody comes between.
      this.#held.set(name, wish.process);
      wish.grant();
      return;
    }
  }
}
