/** How much an import takes, so that no file can exhaust the server. */
export interface ImportLimits {
  /** Bytes of the file as it was sent. */
  readonly sentBytes: number;
  /** Bytes once it is decompressed. */
  readonly plainBytes: number;
  readonly rows: number;
  /** Bytes of one line. */
  readonly lineBytes: number;
}

export const importLimits: ImportLimits = {
  sentBytes: 64 * 1024 * 1024,
  plainBytes: 512 * 1024 * 1024,
  rows: 500_000,
  lineBytes: 1024 * 1024,
};
