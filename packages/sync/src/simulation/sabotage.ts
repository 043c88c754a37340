import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { plantedInChains } from "./planted-in-chains.ts";
import { plantedInServers } from "./planted-in-servers.ts";
import { plantedInTablets } from "./planted-in-tablets.ts";

/** A bug that somebody might write: a small change to one file of the engine. */
export interface Sabotage {
  readonly name: string;
  /** Under packages/sync/src. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** How many steps a run needs for it to come out; 300 unless it is told. */
  readonly steps?: number;
  /** A seed that finds it, where few do: tests begin with it. */
  readonly seed?: number;
}

/** Bugs that the simulation must find; the suite says which rule noticed. */
export const sabotages: readonly Sabotage[] = [...plantedInTablets, ...plantedInServers, ...plantedInChains];

const root = new URL("../", import.meta.url);

/** Plants a bug in the modules that this thread loads from now on. */
export function plant(name: string): void {
  const sabotage = sabotages.find((one) => one.name === name);
  if (sabotage === undefined) throw new Error(`there is no planted bug named ${name}`);
  const target = new URL(sabotage.file, root).href;
  registerHooks({
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      if (url !== target) return loaded;
      return { ...loaded, source: applied(sabotage, sourceText(loaded.source)) };
    },
  });
}

function sourceText(source: unknown): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source as Uint8Array);
}

/** A file with the bug in it. Throws when the place is not there exactly once: the engine has changed, the bug must too. */
export function applied({ name, file, find, replace }: Sabotage, source: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${name}: its place occurs ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}

/** The file of a planted bug as it stands. */
export function sourceOf({ file }: Sabotage): string {
  return readFileSync(fileURLToPath(new URL(file, root)), "utf8");
}
