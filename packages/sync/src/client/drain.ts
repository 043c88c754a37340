import { type CommandResult, limits } from "../protocol.ts";
import { engineTableNames, type OutboxEntry, type OutboxStatus, type PendingOp } from "./local-schema.ts";
import { getMeta, setMeta } from "./meta.ts";
import { type LocalTransaction, type Ports, RestoredError, TransportError } from "./ports.ts";
import { forgottenLife, sendAllAgain, settledInForgotten } from "./revive.ts";
import type { EngineSchema } from "./schema.ts";
import { seal, type SealedBatch } from "./seal.ts";
import { dropEffects } from "./view.ts";

/** The one lock under which commands are pushed, in whatever page or worker. */
export const drainLock = "balcao-drain";

/** How many decided commands stay in the list for people to look at. */
const settledKept = 200;

/** How many effects are looked at for one that was not put off: commands are decided in order. */
const shownLookedAt = 256;

/** Bytes of commands in one push, well under the server's limit. */
const batchBytes = 400_000;
const encoder = new TextEncoder();

export interface Drained {
  /** Commands that the server decided during this drain. */
  readonly decided: number;
}

/**
 * How many commands one push holds: half as many after each that failed, twice as many after each that was answered. A
 * line so slow that a full push runs out of time, or a proxy that takes less than our server, then lets a small one by.
 */
export class PushSize {
  #commands: number = limits.pushBatch;

  get commands(): number {
    return this.#commands;
  }

  failed(): void {
    this.#commands = Math.max(1, Math.floor(this.#commands / 2));
  }

  answered(): void {
    this.#commands = Math.min(limits.pushBatch, this.#commands * 2);
  }
}

export interface DrainOptions {
  readonly size?: PushSize;
  /** Asks once more for what the server has put off: it may be another one by now. */
  readonly again?: boolean;
}

/**
 * Pushes the outbox in order until it is empty. Waits for nobody: null when another page or worker is at it. Throws
 * TransportError when the server cannot be reached or refuses the device; what was not answered stays queued.
 */
export function drain(
  ports: Ports,
  schema: EngineSchema,
  { size = new PushSize(), again = false }: DrainOptions = {},
): Promise<Drained | null> {
  return ports.locks.tryHold(drainLock, async () => {
    if (again) await requeueLater(ports);
    let decided = 0;
    let lives = 0;
    for (;;) {
      const { waiting, sentIn } = await nextBatch(ports, size.commands);
      if (waiting.length === 0) return { decided };
      // What will be refused leaves without a seal: others come before it, and would follow it in the chain.
      const batch = sentIn === forgottenLife ? { entries: waiting.slice(0, 1), keys: [] } : await seal(ports, waiting);
      const reply = await push(ports, batch, sentIn, size);
      if (reply !== "restored") decided += await record(ports, schema, batch.entries, reply);
      // Servers that do not agree on where they stand are asked again later, not round and round.
      else if ((lives += 1) > 1) throw new TransportError("failed", "DATABASE_RESTORED");
    }
  });
}

/** What was said of a batch, and in which life of the server's database; null when it was not the server who said it. */
interface Said {
  readonly results: readonly CommandResult[];
  readonly epoch: string | null;
}

async function push(
  ports: Ports,
  { entries, keys }: SealedBatch,
  sentIn: string | null,
  size: PushSize,
): Promise<Said | "restored"> {
  try {
    const reply = await ports.transport.push(
      entries.map(({ command }) => command),
      keys,
      sentIn,
    );
    size.answered();
    return reply;
  } catch (error) {
    if (error instanceof RestoredError) {
      await sendAllAgain(ports, error.epoch);
      return "restored";
    }
    size.failed();
    const [only, ...more] = entries;
    const tooLarge = error instanceof TransportError && error.code === "TOO_LARGE";
    if (!tooLarge || only === undefined || more.length > 0) throw error;
    // It will not become smaller: it is put off, so that those behind it arrive.
    return { results: [{ id: only.id, outcome: "later", code: error.code }], epoch: sentIn };
  }
}

interface NextBatch {
  readonly waiting: readonly OutboxEntry[];
  readonly sentIn: string | null;
}

/**
 * What waits, in order. Of a device that does not know in which life of the server's database it has sent what is settled,
 * the server refuses every batch with the name of its life: one of the settled commands asks for it when nothing waits.
 */
async function nextBatch(ports: Ports, most: number): Promise<NextBatch> {
  const [queued, sentIn, forgotten] = await ports.store.read(["outbox", "meta"], (tx) =>
    Promise.all([
      tx.range("outbox", "[status+sequence]", ["queued", 0], ["queued", Number.MAX_SAFE_INTEGER], most),
      getMeta(tx, "sentIn"),
      settledInForgotten(tx),
    ]),
  );
  const entries = queued.length > 0 ? queued : forgotten.slice(0, 1);
  const batch: OutboxEntry[] = [];
  let bytes = 0;
  for (const entry of entries as readonly OutboxEntry[]) {
    bytes += encoder.encode(JSON.stringify(entry.command)).byteLength;
    if (batch.length > 0 && bytes > batchBytes) break;
    batch.push(entry);
  }
  return { waiting: batch, sentIn: sentIn ?? (forgotten.length > 0 ? forgottenLife : null) };
}

/**
 * Stores what the server said, in one transaction, before anything is forgotten. Returns how many were decided. What was
 * said in a life of the database that is over by now says nothing: those commands wait on.
 */
async function record(
  ports: Ports,
  schema: EngineSchema,
  batch: readonly OutboxEntry[],
  { results, epoch }: Said,
): Promise<number> {
  const answers = new Map(results.map((result) => [result.id, result]));
  const at = new Date(ports.clock.now()).toISOString();
  const entries = batch.map((entry) => toDecided(entry, answers.get(entry.id), at));
  const counts = await ports.store.write([...engineTableNames, ...Object.keys(schema.tables)], async (tx) => {
    const known = (await getMeta(tx, "sentIn")) ?? epoch;
    if (known !== epoch) return false;
    if (known !== null) await setMeta(tx, "sentIn", known);
    await tx.putMany("outbox", entries);
    await dropEffects(
      tx,
      entries.filter((entry) => entry.status === "rejected").map((entry) => entry.sequence),
    );
    await setMeta(tx, "lastAnswer", at);
    await forgetOld(tx);
    return true;
  });
  if (!counts) return 0;
  const safe = entries.filter((entry) => entry.status === "settled").map((entry) => entry.id);
  if (safe.length > 0) await ports.journal.settle(safe);
  return entries.filter((entry) => entry.status !== "later").length;
}

/** A command without an answer counts as put off, or the drain would ask for ever. */
function toDecided(entry: OutboxEntry, result: CommandResult | undefined, at: string): OutboxEntry {
  return { ...entry, status: statusOf(result), result: result ?? null, at };
}

function statusOf(result: CommandResult | undefined): OutboxStatus {
  switch (result?.outcome) {
    case "applied":
    case "applied-with-exceptions":
      return "settled";
    case "rejected":
      return "rejected";
    case "later":
    case undefined:
      return "later";
  }
}

/** What still shows is kept: should the server lose it, it is sent again. */
async function forgetOld(tx: LocalTransaction): Promise<void> {
  const settled = (await tx.range(
    "outbox",
    "[status+sequence]",
    ["settled", 0],
    ["settled", Number.MAX_SAFE_INTEGER],
  )) as readonly OutboxEntry[];
  const shown = await firstShown(tx);
  const old = settled.slice(0, Math.max(0, settled.length - settledKept)).filter(({ sequence }) => sequence < shown);
  if (old.length > 0)
    await tx.deleteMany(
      "outbox",
      old.map((entry) => entry.id),
    );
}

/**
 * The first command whose effect still shows. Those that were put off do not count: they may show for ever, and are not
 * forgotten anyway.
 */
async function firstShown(tx: LocalTransaction): Promise<number> {
  const ops = (await tx.range(
    "pending",
    ":id",
    [0, 0],
    [Number.MAX_SAFE_INTEGER, 0],
    shownLookedAt,
  )) as readonly PendingOp[];
  const ids = ops.map(({ commandId }) => commandId);
  const entries = (await tx.getMany("outbox", ids)) as readonly (OutboxEntry | undefined)[];
  const first = ops.find((_, index) => entries[index]?.status !== "later");
  const beyond = ops.length < shownLookedAt ? Number.POSITIVE_INFINITY : ops.at(-1)?.sequence;
  return first?.sequence ?? beyond ?? Number.POSITIVE_INFINITY;
}

/** Puts commands that the server put off back in the queue. */
async function requeueLater(ports: Ports): Promise<void> {
  await ports.store.write(["outbox"], async (tx) => {
    const entries = (await tx.range(
      "outbox",
      "[status+sequence]",
      ["later", 0],
      ["later", Number.MAX_SAFE_INTEGER],
    )) as readonly OutboxEntry[];
    await tx.putMany(
      "outbox",
      entries.map((entry) => ({ ...entry, status: "queued" as const })),
    );
  });
}
