import type { Random } from "./random.ts";

/** One thing that will happen at a moment of virtual time. */
interface Appointment {
  readonly at: number;
  /** Decides between things of the same moment. */
  readonly order: number;
  readonly label: string;
  readonly run: () => void;
  cancelled: boolean;
}

/**
 * Owns time. Everything that takes time in the simulated world (a disk, a network, a clock) is an appointment here; one
 * step runs the next one and then whatever it set off without taking time.
 */
export class Scheduler {
  readonly #heap: Appointment[] = [];
  readonly #random: Random;
  #now = 0;
  #steps = 0;
  #hash = 0;

  /** Hears of every step, before it is done. */
  onStep: ((at: number, label: string) => void) | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Milliseconds of virtual time. */
  get now(): number {
    return this.#now;
  }

  get steps(): number {
    return this.#steps;
  }

  /** A hash of every step so far: two runs that did the same have the same. */
  get hash(): number {
    return this.#hash >>> 0;
  }

  /** Makes an appointment; call the answer to cancel it. */
  after(milliseconds: number, label: string, run: () => void): () => void {
    const appointment = { at: this.#now + milliseconds, order: this.#random.next(), label, run, cancelled: false };
    push(this.#heap, appointment);
    return () => {
      appointment.cancelled = true;
    };
  }

  /** Does the next thing. False when nothing is left to happen, or nothing before `until`. */
  async step(until: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > until) return false;
      pop(this.#heap);
      if (next.cancelled) continue;
      this.#now = next.at;
      this.#steps += 1;
      this.#note(next.label);
      this.onStep?.(next.at, next.label);
      next.run();
      await settled();
      return true;
    }
  }

  /** Lets time pass to a moment without doing anything: only when nothing is due before it. */
  skipTo(moment: number): void {
    this.#now = Math.max(this.#now, moment);
  }

  #note(label: string): void {
    let hash = Math.imul(this.#hash ^ Math.floor(this.#now * 1000), 0x01000193);
    for (let index = 0; index < label.length; index += 1) hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
    this.#hash = hash;
  }
}

/** Resolves when every promise that could go on without time has gone on: microtasks run before any macrotask. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function before(a: Appointment, b: Appointment): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Appointment[], added: Appointment): void {
  let at = heap.push(added) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Appointment;
    if (!before(added, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = added;
}

function pop(heap: Appointment[]): void {
  const last = heap.pop() as Appointment;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    const right = heap[child + 1];
    if (right !== undefined && before(right, heap[child] as Appointment)) child += 1;
    const below = heap[child] as Appointment;
    if (!before(below, last)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
}
