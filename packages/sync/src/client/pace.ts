/** How the person uses the device right now, as far as the pace depends on it. */
export interface Surroundings {
  readonly visible: boolean;
  /** Metered data, data saver or a low battery. */
  readonly sparing: boolean;
}

/** What the pace of polling depends on. Times in milliseconds. */
export interface PaceInput extends Surroundings {
  /** 304s in a row since the last change. */
  readonly unchanged: number;
  /** Requests in a row that got no answer. */
  readonly failures: number;
  /** What the server asked for with Retry-After, or 0. */
  readonly retryAfter: number;
  /** In [0, 1). */
  readonly random: number;
}

const second = 1_000;
const fastest = 2 * second;
const slowestVisible = 30 * second;
const slowestHidden = 5 * 60 * second;

/**
 * How long to wait before the next poll: quick after a change, half as often with each 304, minutes
 * when nobody looks; never sooner than the server asked. Full jitter on failures, a fifth of jitter otherwise, so that
 * a thousand tablets do not ask at once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function pollDelay(input: PaceInput): number {
  if (input.failures > 0) {
    const most = Math.min(slowestVisible, second * 2 ** Math.min(input.failures, 10));
    return Math.max(input.retryAfter, second / 4 + input.random * most);
  }
  const slowest = input.visible && !input.sparing ? slowestVisible : slowestHidden;
  const first = input.visible ? fastest : 30 * second;
  const base = Math.min(slowest, first * 2 ** Math.min(input.unchanged, 10));
  return Math.max(input.retryAfter, base * (0.9 + 0.2 * input.random));
}

/** How long to wait before trying the socket again: full jitter, from a quarter second to thirty seconds. */
export function socketDelay(attempts: number, random: number): number {
  return second / 4 + random * Math.min(slowestVisible, (second / 2) * 2 ** Math.min(attempts, 10));
}

/** How long the outbox waits after a failed push: full jitter, at most a minute, never sooner than the server asked. */
export function pushDelay(failures: number, retryAfter: number, random: number): number {
  return Math.max(retryAfter, second / 2 + random * Math.min(60 * second, second * 2 ** Math.min(failures, 10)));
}
