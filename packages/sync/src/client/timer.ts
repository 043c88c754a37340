import type { Clock } from "./ports.ts";

/** One appointment at a time: setting a new one cancels the last. */
export class Timer {
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `work` after `milliseconds`, instead of whatever was set before. */
  set(milliseconds: number, work: () => void): void {
    this.cancel();
    this.#cancel = this.#clock.after(milliseconds, () => {
      this.#cancel = null;
      work();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
