import { openTablet, type Tablet } from "@balcao/e2e/browser";
import type { Kept, Synced } from "./client.ts";
import type { Change, Contender } from "./contender.ts";
import type { Write } from "./peer.ts";
import { makeProducts } from "./products.ts";

export interface FirstSync {
  readonly first: number;
  readonly whole: number;
  readonly bytes: number;
  readonly longestTask: number;
}

export interface Return {
  readonly share: number;
  readonly changed: number;
  readonly bytes: number;
  /** Milliseconds from the first word to the server. */
  readonly sinceAsked: number;
  /** Milliseconds from the opening of the page, with all that it is made of. */
  readonly sinceOpened: number;
}

export interface Live {
  readonly perSecond: number;
  readonly writes: number;
  readonly lost: number;
  /** Milliseconds from the commit until another client can read it. */
  readonly waits: readonly number[];
}

export interface Round {
  /** The first client of a server, which may have to make ready for it. */
  readonly cold: FirstSync;
  readonly first: FirstSync;
  readonly returns: readonly Return[];
  readonly live: readonly Live[];
}

export interface Rate {
  readonly perSecond: number;
  readonly seconds: number;
}

/** Of what changes while a client is away, this much is deleted. */
const ended = 0.1;
const patience = 15_000;
const settling = 3000;
const longest = 20 * 60_000;

/** What the server has, so that it can be compared with what a client has. */
class Expected {
  readonly #prices: Map<number, number>;

  constructor(products: number) {
    this.#prices = new Map(makeProducts(products).map(({ price }, position) => [position, price]));
  }

  reprice(position: number): Change {
    const price = (this.#prices.get(position) ?? 0) + 10_000;
    this.#prices.set(position, price);
    return { position, price };
  }

  remove(position: number): void {
    this.#prices.delete(position);
  }

  get kept(): Kept {
    return { rows: this.#prices.size, prices: [...this.#prices.values()].reduce((sum, price) => sum + price, 0) };
  }
}

/** A browser with one profile, which is killed and opened again. */
class Visitor {
  #tablet: Tablet | undefined;

  get tablet(): Tablet {
    if (this.#tablet === undefined) throw new Error("the browser is not open");
    return this.#tablet;
  }

  async open(): Promise<void> {
    this.#tablet = await openTablet();
    this.#tablet.context.setDefaultTimeout(longest);
  }

  async reopen(): Promise<void> {
    this.#tablet = await this.tablet.reopen();
    this.#tablet.context.setDefaultTimeout(longest);
  }

  async discard(): Promise<void> {
    await this.#tablet?.discard();
    this.#tablet = undefined;
  }
}

export interface Works {
  readonly products: number;
  /** How much of the products changes while the client is away, time after time. */
  readonly shares: readonly number[];
  readonly rates: readonly Rate[];
}

/** The three works, one after the other, with one server. */
export async function doWorks(contender: Contender, { products, shares, rates }: Works): Promise<Round> {
  const expected = new Expected(products);
  const visitor = new Visitor();
  try {
    await visitor.open();
    const cold = await firstSync(contender, visitor);
    await visitor.discard();
    await visitor.open();
    const first = await firstSync(contender, visitor);
    await checkKept(contender, visitor, expected, "after the first sync");
    const returns: Return[] = [];
    let from = 0;
    for (const share of shares) {
      const count = Math.round(products * share);
      returns.push(await comeBack(contender, visitor, expected, share, from, count));
      from += count;
      await checkKept(contender, visitor, expected, `after ${share * 100} % had changed`);
    }
    await contender.comeBack(visitor.tablet);
    await contender.watch(visitor.tablet);
    const live: Live[] = [];
    let next = products;
    for (const { perSecond, seconds } of rates) {
      next -= perSecond * seconds;
      live.push(await follow(contender, visitor, expected, perSecond, next, perSecond * seconds));
    }
    // What can be read may not be durable yet.
    await new Promise((resolve) => setTimeout(resolve, settling));
    await checkKept(contender, visitor, expected, "after it had followed");
    return { cold, first, returns, live };
  } finally {
    await visitor.discard();
  }
}

async function firstSync(contender: Contender, { tablet }: Visitor): Promise<FirstSync> {
  contender.wire.reset();
  const synced = await contender.firstSync(tablet);
  return {
    first: synced.first - synced.began,
    whole: synced.whole - synced.began,
    bytes: contender.wire.received(),
    longestTask: synced.longestTask,
  };
}

/** Kills the browser, opens it again while the server is away, and compares what it kept with what the server has. */
async function checkKept(contender: Contender, visitor: Visitor, expected: Expected, when: string): Promise<void> {
  contender.wire.cut();
  await visitor.reopen();
  const kept = await contender.kept(visitor.tablet);
  const wanted = expected.kept;
  if (kept.rows !== wanted.rows || kept.prices !== wanted.prices)
    throw new Error(`${when}: ${JSON.stringify(kept)} was kept, and the server has ${JSON.stringify(wanted)}`);
  await visitor.tablet.page.goto("about:blank");
  contender.wire.heal();
}

async function comeBack(
  contender: Contender,
  visitor: Visitor,
  expected: Expected,
  share: number,
  from: number,
  count: number,
): Promise<Return> {
  const positions = Array.from({ length: count }, (_, n) => from + n);
  const gone = positions.slice(0, count * ended);
  await contender.remove(gone);
  for (const position of gone) expected.remove(position);
  await contender.reprice(positions.slice(gone.length).map((position) => expected.reprice(position)));
  contender.wire.reset();
  const synced: Synced = await contender.comeBack(visitor.tablet);
  const asked = contender.wire.asked() ?? synced.began;
  return {
    share,
    changed: count,
    bytes: contender.wire.received(),
    sinceAsked: synced.whole - asked,
    sinceOpened: synced.whole - synced.opened,
  };
}

/** Writes at a rate, until the client has seen all of it or does not for long. */
async function follow(
  contender: Contender,
  visitor: Visitor,
  expected: Expected,
  perSecond: number,
  from: number,
  count: number,
): Promise<Live> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const changes = Array.from({ length: count }, (_, n) => expected.reprice(from + n));
  const writes: readonly Write[] = await contender.write(changes, perSecond);
  const until = performance.now() + patience;
  let seen = await contender.seen(visitor.tablet);
  while (writes.some(({ id }) => !seen.has(id)) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    seen = await contender.seen(visitor.tablet);
  }
  const waits = writes.flatMap(({ id, committed }) => {
    const at = seen.get(id);
    return at === undefined ? [] : [Math.max(0, at - committed)];
  });
  return { perSecond, writes: writes.length, lost: writes.length - waits.length, waits };
}
