/** The addresses that people open the app at. */
export interface Origins {
  /** Where the app is told to live: for messages and for the auth library. */
  readonly main: string;
  readonly all: readonly string[];
  /** Cookies are `Secure` and HSTS is sent when every address is https. */
  readonly secure: boolean;
  readonly isAllowed: (origin: string | null | undefined) => boolean;
}

/** The given origins, or this machine's names with the port that is listened on. */
export function createOrigins(given: readonly string[], port: number): Origins {
  const all =
    given.length > 0 ? given : [`http://localhost:${port}`, `http://127.0.0.1:${port}`, `http://[::1]:${port}`];
  const known = new Set(all);
  return {
    main: all[0] ?? "",
    all,
    secure: all.every((origin) => origin.startsWith("https:")),
    isAllowed: (origin) => typeof origin === "string" && known.has(origin),
  };
}
