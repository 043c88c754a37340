import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** How many operations a minute. A batch of ten calls is ten operations. */
export interface LimitSettings {
  /** By one device or person. */
  readonly caller: number;
  /** By everybody behind one address; a shop's tablets share it. */
  readonly address: number;
  /** By those of one address who are neither enrolled nor signed in. */
  readonly stranger: number;
  /** Reads of sync by one device: a poll, a manifest, a chunk. Counted apart, so that a first copy holds up no sale. */
  readonly reader: number;
  /** Reads of sync by everybody behind one address. */
  readonly readers: number;
}

export type LimitName = keyof LimitSettings;

export interface Limits {
  /** Takes `operations` from the allowance of `key`; refused as TOO_MANY_REQUESTS with the seconds to wait. */
  readonly take: (limit: LimitName, key: string, operations: number) => Promise<Result<null>>;
  /** Gives back what was taken for nothing. */
  readonly giveBack: (limit: LimitName, key: string, operations: number) => Promise<void>;
}

export const defaultLimits: LimitSettings = {
  caller: 1200,
  address: 12_000,
  stranger: 240,
  // A first copy of half a million rows, and of a hundred such tablets.
  reader: 6_000,
  readers: 120_000,
};

/** Limits in the memory of this node. */
export function createLimits(settings: LimitSettings): Limits {
  const limiter = (name: LimitName) => new RateLimiterMemory({ keyPrefix: name, points: settings[name], duration: 60 });
  const limiters = {
    caller: limiter("caller"),
    address: limiter("address"),
    stranger: limiter("stranger"),
    reader: limiter("reader"),
    readers: limiter("readers"),
  };
  return {
    async giveBack(limit, key, operations) {
      await limiters[limit].reward(key, operations);
    },
    async take(limit, key, operations) {
      try {
        await limiters[limit].consume(key, operations);
        return ok(null);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return refuse("TOO_MANY_REQUESTS", { retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) });
      }
    },
  };
}
