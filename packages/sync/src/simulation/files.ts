import type { JournalFile } from "../client/journal-files.ts";

/** The power went away in the middle of an operation on a file. */
export class PowerCut extends Error {
  override readonly name = "PowerCut";
}

/** Files of a simulated disk, and how many operations on them still succeed: the last one may be done by half. */
export class Files {
  readonly both: readonly [SimulatedFile, SimulatedFile];
  /** Operations left before the power goes; null when it stays. */
  budget: number | null = null;
  /** How much of the write that meets the end still reaches the disk, in [0, 1). */
  share = 0;
  /** Changes whenever bytes do. */
  version = 0;
  /** There is no room: writes that would grow a file fail. */
  full = false;

  constructor() {
    this.both = [new SimulatedFile(this), new SimulatedFile(this)];
  }

  /** One operation that changes a file. Says which share of it is done. */
  spend(): number {
    this.version += 1;
    if (this.budget === null) return 1;
    this.budget -= 1;
    if (this.budget > 0) return 1;
    return this.budget === 0 ? this.share : -1;
  }
}

/** One file: bytes that stay where they were put. */
export class SimulatedFile implements JournalFile {
  readonly #disk: Files;
  #bytes = new Uint8Array(1024);
  #size = 0;

  constructor(disk: Files) {
    this.#disk = disk;
  }

  getSize = (): number => this.#size;

  read = (buffer: Uint8Array, { at }: { readonly at: number }): number => {
    const part = this.#bytes.subarray(at, Math.min(this.#size, at + buffer.length));
    buffer.set(part);
    return part.length;
  };

  write = (buffer: Uint8Array, { at }: { readonly at: number }): number => {
    if (this.#disk.full && at + buffer.length > this.#size) throw new DOMException("", "QuotaExceededError");
    const share = this.#disk.spend();
    const done = share < 0 ? 0 : Math.floor(buffer.length * share);
    this.#grow(at + done);
    this.#bytes.set(buffer.subarray(0, done), at);
    if (share !== 1) throw new PowerCut();
    return done;
  };

  truncate = (size: number): void => {
    const share = this.#disk.spend();
    if (share < 0) throw new PowerCut();
    this.#size = Math.min(this.#size, size);
    if (share !== 1) throw new PowerCut();
  };

  // A killed program's bytes are with the operating system already; what a flush adds is only when it may be told.
  flush = (): void => undefined;

  #grow(size: number): void {
    if (size > this.#bytes.length) {
      const larger = new Uint8Array(size * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#size = Math.max(this.#size, size);
  }
}
