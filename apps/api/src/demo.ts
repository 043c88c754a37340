import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { demoLogins, demoOperators, demoOrganization, demoStores } from "@balcao/db/seed/demo-people";
import { hasOrganization, seedDemo } from "@balcao/db/seed/seed-demo";
import { isWeakPin } from "@balcao/shared/identity/pin";
import { sealDocument } from "./features/customers/seal-document.ts";
import { createFieldEncryption } from "./kernel/field-encryption.ts";
import { hashSecret } from "./kernel/secret-hash.ts";

/** How to get into the demo chain; kept in `demo.json` under the data folder, readable by its owner only. */
export interface DemoAccess {
  readonly people: readonly {
    readonly role: string;
    readonly name: string;
    readonly email: string;
    readonly password: string;
  }[];
  readonly operators: readonly {
    readonly role: string;
    readonly name: string;
    readonly stores: string;
    readonly pin: string;
  }[];
}

/** Makes the demo chain when the database is empty; answers how to get in, or null where there is no demo. */
export async function prepareDemo(options: {
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly fieldKeys: readonly string[];
}): Promise<DemoAccess | null> {
  const file = path.join(options.dataFolder, "demo.json");
  if (await hasOrganization(options.databaseUrl)) return readAccess(file);
  // Written first: when the start is interrupted, the next one uses the same passwords.
  const access = readAccess(file) ?? writeAccess(file, createAccess());
  const fields = createFieldEncryption(options.fieldKeys);
  await seedDemo(options.databaseUrl, {
    hash: hashSecret,
    passwordOf: (login) => known(access.people.find(({ email }) => email === login.email)?.password),
    pinOf: (operator) => known(access.operators.find(({ name }) => name === operator.name)?.pin),
    sealDocument: (document) => sealDocument(fields, document),
    now: new Date(),
  });
  return access;
}

/** The lines that every start prints while the demo exists. */
export function describeDemo({ people, operators }: DemoAccess): string {
  const logins = people.map(({ name, role, email, password }) => `    ${email}  ${password}  (${name}, ${role})\n`);
  const pins = operators.map(({ name, role, stores, pin }) => `    ${pin}  ${name}, ${role}, ${stores}\n`);
  return `\n  ${demoOrganization.name} (demo)\n  Sign in with\n${logins.join("")}  PINs at the counter\n${pins.join("")}\n`;
}

function createAccess(): DemoAccess {
  const places = new Map<string, string>(demoStores.map(({ code, name }) => [code, name]));
  return {
    people: demoLogins.map(({ role, name, email }) => ({ role, name, email, password: createPassword() })),
    operators: demoOperators.map(({ role, name, stores }) => ({
      role,
      name,
      stores: stores.map((code) => places.get(code)).join(", "),
      pin: createPin(),
    })),
  };
}

/** Twelve letters and digits in three groups, without those that look alike: 59 bits. */
function createPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return `${group()}-${group()}-${group()}`;
}

function createPin(): string {
  for (;;) {
    const pin = String(randomInt(10_000)).padStart(4, "0");
    if (!isWeakPin(pin)) return pin;
  }
}

function readAccess(file: string): DemoAccess | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoAccess) : null;
}

function writeAccess(file: string, access: DemoAccess): DemoAccess {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.partial`, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.partial`, file);
  return access;
}

function known(secret: string | undefined): string {
  if (secret === undefined) throw new Error("demo.json is of another version. Remove it and start again.");
  return secret;
}
