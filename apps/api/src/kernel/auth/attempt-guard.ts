import { createHash } from "node:crypto";
import type { Connection } from "@balcao/db/connect";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { v7 as uuidv7 } from "uuid";

/** Slows down guessing. The counters are in the database, so a restart forgives nobody. */
export interface AttemptGuard {
  /** Counts an attempt before it is made; refused as TOO_MANY_REQUESTS with the seconds to wait. */
  readonly begin: (attempt: Attempt) => Promise<Result<null>>;
  /** Forgives the person, after a right password. */
  readonly succeed: (attempt: Attempt) => Promise<void>;
}

export interface Attempt {
  /** Who is being guessed: an e-mail address, a person's id. */
  readonly subject: string;
  readonly address: string;
}

interface Rule {
  readonly free: number;
  /** The longest wait, in milliseconds. */
  readonly cap: number;
}

/**
 * The wait doubles from one second once the free attempts are used. Guessing one person from one place is slowed most.
 * From many places it is slowed less, or anybody could lock a person out; a shop's tablets share one address, so that
 * an address alone has many free attempts.
 */
const rules = {
  pair: { free: 5, cap: 15 * 60_000 },
  subject: { free: 30, cap: 60_000 },
  address: { free: 50, cap: 15 * 60_000 },
} as const satisfies Record<string, Rule>;

const forgottenAfter = 24 * 60 * 60_000;
const pruneEvery = 60 * 60_000;

/** The guard on the table `rate_limit`. */
export function createAttemptGuard(connection: Connection, now: () => number = Date.now): AttemptGuard {
  let pruneAt = 0;
  return {
    async begin(attempt) {
      if (now() >= pruneAt) {
        pruneAt = now() + pruneEvery;
        await connection.pool.query("DELETE FROM rate_limit WHERE last_request < $1", [now() - forgottenAfter]);
      }
      for (const [key, rule] of keysOf(attempt)) {
        const wait = await count(connection, key, rule, now());
        if (wait > 0) return refuse("TOO_MANY_REQUESTS", { retryAfterSeconds: Math.ceil(wait / 1000) });
      }
      return ok(null);
    },
    async succeed(attempt) {
      const [[pair], [subject], [address]] = keysOf(attempt);
      await connection.pool.query("DELETE FROM rate_limit WHERE key = ANY($1)", [[pair, subject]]);
      await connection.pool.query("UPDATE rate_limit SET count = greatest(count - 1, 0) WHERE key = $1", [address]);
    },
  };
}

/** Keys carry a hash: the table of counters is no list of e-mail addresses. */
function keysOf({ subject, address }: Attempt): [[string, Rule], [string, Rule], [string, Rule]] {
  const person = createHash("sha256").update(subject.normalize("NFKC").toLowerCase()).digest("base64url").slice(0, 22);
  return [
    [`attempt:pair:${person}:${address}`, rules.pair],
    [`attempt:subject:${person}`, rules.subject],
    [`attempt:address:${address}`, rules.address],
  ];
}

/** Counts in one statement, so that parallel guesses cannot all pass; returns the milliseconds to wait, 0 when allowed. */
async function count(connection: Connection, key: string, rule: Rule, now: number): Promise<number> {
  const counted = await connection.pool.query(
    `INSERT INTO rate_limit AS known (id, key, count, last_request) VALUES ($1, $2, 1, $3)
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN $3 - known.last_request > $4 THEN 1 ELSE known.count + 1 END,
       last_request = $3
     WHERE known.count < $5 OR known.last_request + least($6, 1000 * power(2, least(known.count - $5, 30))) <= $3`,
    [uuidv7(), key, now, forgottenAfter, rule.free, rule.cap],
  );
  if (counted.rowCount === 1) return 0;
  const { rows } = await connection.pool.query<{ until: string }>(
    "SELECT last_request + least($2, 1000 * power(2, least(count - $3, 30))) AS until FROM rate_limit WHERE key = $1",
    [key, rule.cap, rule.free],
  );
  return Math.max(1, Number(rows[0]?.until ?? now) - now);
}
