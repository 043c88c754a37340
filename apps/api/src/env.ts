import path from "node:path";
import { z } from "zod";

const repository = path.join(import.meta.dirname, "..", "..", "..");

const makeKey = `node -e "console.log(crypto.randomBytes(32).toString('base64url'))"`;

/** What to say when a variable is wrong: what it must be, and what to do. */
const help = {
  NODE_ENV: "must be production, development or test.",
  HOST: "must be an address to listen on, such as 127.0.0.1, or 0.0.0.0 for every network.",
  PORT: "must be a whole number from 0 to 65535. Remove it to use 5170.",
  DATABASE_URL: "must look like postgres://user:password@host:5432/name. Remove it to use the embedded database.",
  DATABASE_CONNECTIONS: "must be a whole number from 2 to 500. Remove it to use 16.",
  DATA_FOLDER: "must name a folder. Remove it to use .data in the repository.",
  PWA_FOLDER: "must name the folder of the built app. Remove it to use apps/pwa/dist.",
  BALCAO_DEMO: "must be on or off. Remove it for on, or for off in production.",
  PUBLIC_ORIGIN:
    "must be the address that people open, such as https://balcao.example.com; several with commas between.",
  TRUST_PROXY: "must be the number of proxies in front of the server, 0 to 10. Remove it when there is none.",
  LOG_LEVEL: "must be fatal, error, warn, info, debug, trace or silent.",
  METRICS_TOKEN: "must have at least 16 characters. Remove it to show /metrics to this machine only.",
  AUTH_SECRET: `must be 32 random bytes in base64url. Make one with: ${makeKey}`,
  FIELD_KEY: `must be 32 random bytes in base64url, or several with commas between, the newest first. Make one with: ${makeKey}`,
} as const;

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const text = z.string().min(1);
const key = z.string().regex(/^[\w-]{43}$/);
const list = z.string().transform((value) => value.split(",").map((part) => part.trim()));
const origin = z.url({ protocol: /^https?$/ }).refine((value) => URL.parse(value)?.origin === value);

const variables = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  HOST: text.default("127.0.0.1"),
  PORT: whole(0, 65_535).default(5170),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_CONNECTIONS: whole(2, 500).default(16),
  DATA_FOLDER: text.default(".data"),
  PWA_FOLDER: text.default("apps/pwa/dist"),
  BALCAO_DEMO: z.enum(["on", "off"]).optional(),
  PUBLIC_ORIGIN: list.pipe(z.array(origin).min(1)).optional(),
  TRUST_PROXY: whole(0, 10).default(0),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  AUTH_SECRET: key.optional(),
  FIELD_KEY: list.pipe(z.array(key).min(1)).optional(),
} satisfies Record<keyof typeof help, z.ZodType>);

/** Everything the server is told from outside. Folders are absolute; docs/operations.md lists the variables. */
export interface Env {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** Absent for the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly databaseConnections: number;
  readonly dataFolder: string;
  readonly pwaFolder: string;
  /** Whether an empty database gets the demo chain; on unless in production. */
  readonly demo: boolean;
  /** Where people open the app; empty means this machine only. */
  readonly publicOrigins: readonly string[];
  readonly trustedProxies: number;
  readonly logLevel: string;
  readonly metricsToken: string | undefined;
  /** Absent: made once and kept under the data folder. */
  readonly authSecret: string | undefined;
  /** The newest first. Absent: made once and kept under the data folder. */
  readonly fieldKeys: readonly string[] | undefined;
}

export type EnvResult =
  | { readonly ok: true; readonly env: Env }
  | { readonly ok: false; readonly messages: readonly string[] };

/** Reads the environment once; every variable that is wrong gives one message that says what to do. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): EnvResult {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof typeof help));
    return { ok: false, messages: [...wrong].map((name) => `${name} ${help[name]}`) };
  }
  const values = parsed.data;
  const missing = missingKeys(values);
  if (missing.length > 0) return { ok: false, messages: missing };
  return { ok: true, env: toEnv(values) };
}

/** Several nodes on one database must share their keys, so production with a database of its own is told them. */
function missingKeys(values: z.infer<typeof variables>): string[] {
  if (values.NODE_ENV !== "production" || values.DATABASE_URL === undefined) return [];
  const names = ["AUTH_SECRET", "FIELD_KEY"] as const;
  return names
    .filter((name) => values[name] === undefined)
    .map(
      (name) =>
        `${name} is not set, and in production with DATABASE_URL every node needs the same one. It ${help[name]}`,
    );
}

function toEnv(values: z.infer<typeof variables>): Env {
  const production = values.NODE_ENV === "production";
  return {
    production,
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.DATABASE_CONNECTIONS,
    dataFolder: path.resolve(repository, values.DATA_FOLDER),
    pwaFolder: path.resolve(repository, values.PWA_FOLDER),
    demo: values.BALCAO_DEMO === undefined ? !production : values.BALCAO_DEMO === "on",
    publicOrigins: values.PUBLIC_ORIGIN ?? [],
    trustedProxies: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL ?? (production ? "info" : "warn"),
    metricsToken: values.METRICS_TOKEN,
    authSecret: values.AUTH_SECRET,
    fieldKeys: values.FIELD_KEY,
  };
}
