import type { Scheduler } from "./scheduler.ts";

/**
 * A page, a worker or a server node: something that runs until it is killed. What it waits for when it dies never comes,
 * and what it would have done next is never done, as with a process that was sent SIGKILL.
 */
export class Process {
  readonly name: string;
  readonly #scheduler: Scheduler;
  readonly #mourners: (() => void)[] = [];
  #alive = true;

  constructor(scheduler: Scheduler, name: string) {
    this.#scheduler = scheduler;
    this.name = name;
  }

  get alive(): boolean {
    return this.#alive;
  }

  kill(): void {
    if (!this.#alive) return;
    this.#alive = false;
    for (const mourn of this.#mourners) mourn();
  }

  /** Calls back when the process dies. */
  onDeath(mourn: () => void): void {
    this.#mourners.push(mourn);
  }

  /** Does something after a while, if the process still lives. Call the answer to cancel. */
  after(milliseconds: number, label: string, work: () => void): () => void {
    return this.#scheduler.after(milliseconds, `${this.name} ${label}`, () => {
      if (this.#alive) work();
    });
  }

  /** Resolves after a while; never, if the process dies before. */
  pause(milliseconds: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, label, resolve);
    });
  }
}
