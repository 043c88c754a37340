import { decodeEntries } from "../client/journal-codec.ts";
import { type JournalAction, type JournalLimits, serveJournal } from "../client/journal-files.ts";
import type { Journal, JournalEntry, LocalStore, LocalTransaction } from "../client/ports.ts";
import { Files } from "./files.ts";
import type { Process } from "./process.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";
import { Overlay, type Tables } from "./tables.ts";

/** Small, so that a short run compacts, and forgets settled commands, too. */
export const journalLimits: JournalLimits = { compactBeyond: 4_000, keep: 24 };

interface Job {
  readonly process: Process;
  readonly label: string;
  /** Does it, and says when it is over. */
  readonly run: (over: () => void) => void;
}

/** One thing at a time: transactions that touch the same tables, or the holders of a file's lock. */
class Turnstile {
  readonly #scheduler: Scheduler;
  readonly #latency: () => number;
  readonly #waiting: Job[] = [];
  #busy: Job | null = null;

  constructor(scheduler: Scheduler, latency: () => number) {
    this.#scheduler = scheduler;
    this.#latency = latency;
  }

  /** What is under way or comes next for a process; null when nothing is. */
  next(process: Process): Job | null {
    return this.#busy?.process === process ? this.#busy : null;
  }

  enter(job: Job): void {
    this.#waiting.push(job);
    if (this.#busy === null) this.#advance();
  }

  #advance(): void {
    const job = this.#waiting.shift();
    this.#busy = job ?? null;
    if (job === undefined) return;
    this.#scheduler.after(this.#latency(), `${job.process.name} ${job.label}`, () => {
      if (job.process.alive) job.run(() => this.#advance());
      else this.#advance();
    });
  }
}

/** What a tablet has in its memory chip: it outlives every page, and loses its database now and then. */
export class Disk {
  readonly tables: Tables = new Map();
  readonly files = new Files();
  /** Snapshot chunks and manifests, as Cache Storage keeps them. */
  readonly cache = new Map<string, string>();
  /** Grows with everything that changes the local database. */
  version = 0;
  /** There is no room: transactions abort, files do not grow. */
  full = false;
  readonly #random: Random;
  readonly #onCommit: () => void;
  readonly #transactions: Turnstile;
  readonly #journal: Turnstile;
  #open = false;
  #known: { readonly version: number; readonly entries: readonly JournalEntry[] } = { version: -1, entries: [] };

  /** `onCommit` is called after each transaction that may have changed the local database. */
  constructor(scheduler: Scheduler, random: Random, onCommit: () => void) {
    this.#random = random;
    this.#onCommit = onCommit;
    this.#transactions = new Turnstile(scheduler, () => this.#latency(0.5, 6));
    this.#journal = new Turnstile(scheduler, () => this.#latency(0.3, 3));
  }

  /** The local database as a process sees it. */
  storeFor(process: Process): LocalStore {
    const transact = <T>(work: (tx: LocalTransaction) => Promise<T>, keep: boolean) =>
      new Promise<T>((resolve, reject) => {
        const run = (over: () => void) => this.#transact(work, keep, { over, resolve, reject });
        this.#transactions.enter({ process, label: keep ? "commits" : "reads", run });
      });
    return { write: (_, work) => transact(work, true), read: (_, work) => transact(work, false) };
  }

  /** The journal as a process sees it. */
  journalFor(process: Process): Journal {
    const ask = (action: JournalAction) =>
      new Promise<readonly JournalEntry[]>((resolve, reject) => {
        const run = (over: () => void) => {
          this.files.full = this.full;
          try {
            resolve(serveJournal(action, this.files.both, journalLimits));
          } catch (error) {
            reject(error);
          }
          over();
        };
        this.#journal.enter({ process, label: `journal ${action.do}`, run });
      });
    return {
      append: async (entry) => {
        await ask({ do: "append", entry });
      },
      read: () => ask({ do: "read" }),
      settle: async (commandIds) => {
        await ask({ do: "settle", commandIds });
      },
    };
  }

  /** Kills a process in the middle of what it does to the journal's files, when it does anything to them now. */
  kill(process: Process): void {
    const job = this.#journal.next(process);
    if (job !== null && process.alive && this.#random.chance(0.7)) {
      this.files.budget = this.#random.int(1, 5);
      this.files.share = this.#random.next();
      // Dead first: whatever its promises come to, nobody is there to hear of it.
      process.kill();
      job.run(() => undefined);
      this.files.budget = null;
    }
    process.kill();
  }

  /**
   * Whether a transaction goes on although everything that takes no time has happened: something foreign is awaited in
   * it, and IndexedDB would have committed it without the rest.
   */
  get stuck(): boolean {
    return this.#open;
  }

  /** The browser found its database torn and began a new one. */
  loseDatabase(): void {
    this.version += 1;
    this.tables.clear();
  }

  /** The chip is gone: database, journal and cache. */
  loseEverything(): void {
    this.version += 1;
    this.tables.clear();
    this.cache.clear();
    for (const file of this.files.both) file.truncate(0);
  }

  /** What the journal's files hold, whoever asks. */
  journalEntries(): readonly JournalEntry[] {
    if (this.#known.version !== this.files.version) {
      this.#known = { version: this.files.version, entries: readFiles(this.files) };
    }
    return this.#known.entries;
  }

  #transact<T>(
    work: (tx: LocalTransaction) => Promise<T>,
    keep: boolean,
    { over, resolve, reject }: { over: () => void; resolve: (value: T) => void; reject: (error: unknown) => void },
  ): void {
    const overlay = new Overlay(this.tables);
    this.#open = true;
    work(overlay).then(
      (value) => {
        this.#open = false;
        if (keep && this.full && !overlay.isEmpty) reject(new DOMException("", "QuotaExceededError"));
        else {
          if (keep) {
            overlay.commit();
            this.version += 1;
          }
          if (keep) this.#onCommit();
          resolve(value);
        }
        over();
      },
      (error: unknown) => {
        this.#open = false;
        reject(error);
        over();
      },
    );
  }

  #latency(least: number, most: number): number {
    const slow = this.#random.chance(0.02) ? 60 : 1;
    return (least + this.#random.next() * (most - least)) * slow;
  }
}

function readFiles(files: Files): readonly JournalEntry[] {
  const decoder = new TextDecoder();
  return files.both.flatMap((file) => {
    const bytes = new Uint8Array(file.getSize());
    file.read(bytes, { at: 0 });
    return decodeEntries(decoder.decode(bytes)).entries;
  });
}
