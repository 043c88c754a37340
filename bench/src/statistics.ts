/** The value below which a share of the samples lies (nearest rank). */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export interface Distribution {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** A distribution's usual cuts. */
export function distribution(samples: readonly number[]): Distribution {
  const at = (share: number) => quantile(samples, share);
  return { n: samples.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Milliseconds, as a person reads them. */
export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

/** The median and the 95th percentile, in milliseconds. */
export function halfAndMost(samples: readonly number[]): string {
  const { p50, p95 } = distribution(samples);
  return `${ms(p50)} / ${ms(p95)}`;
}
