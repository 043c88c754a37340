import { readFileSync } from "node:fs";
import path from "node:path";
import type { Login } from "./counter.ts";
import type { Product } from "./product.ts";

/** What the first start of the demo prints and keeps. */
export interface DemoAccess {
  readonly people: readonly (Login & { readonly role: string; readonly name: string })[];
  readonly operators: readonly { readonly role: string; readonly name: string; readonly pin: string }[];
}

/** The logins and PINs of a product that was started with its demo. */
export function demoAccess(product: Product): DemoAccess {
  return JSON.parse(readFileSync(path.join(product.folder, "demo.json"), "utf8")) as DemoAccess;
}

/** The first person of a role. */
export function personOf(access: DemoAccess, role: string): Login {
  const person = access.people.find((one) => one.role === role);
  if (person === undefined) throw new Error(`the demo has no ${role}`);
  return person;
}
