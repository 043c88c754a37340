import path from "node:path";
import type { Rolldown } from "vite";

type Group = NonNullable<Rolldown.CodeSplittingOptions["groups"]>[number];
type Name = Extract<Group["name"], (...args: never) => unknown>;
type Context = Parameters<Name>[1];

const root = path.join(import.meta.dirname, "..");
const inApp = (name: string) => path.join(root, name);
const entry = inApp("src/main.tsx");
/** The app itself, and the screens on the way to the counter. */
const screens = [
  entry,
  inApp("src/app/entry/sign-in-route.tsx"),
  inApp("src/app/counter/counter-layout.tsx"),
  inApp("src/app/counter/sale-route.tsx"),
];
/** Their screens, all but the counter's own, are loaded when they are gone to. */
const otherRoutes = [inApp("src/app/entry/entry-routes.ts"), inApp("src/app/office/office-routes.ts")];

/** The files of what a tablet needs before somebody can sign in and sell. */
export const counterFileNames = ["start", "shared", "counter"] as const;

/**
 * A few files in place of some hundred for what the counter needs: each costs an offline start a turn through the service
 * worker, however small it is. `start` is the app itself, `shared` is what the counter has in common with other screens,
 * and `counter` is the rest, which the back office never loads.
 */
export function counterFiles(): Group {
  let places: ReadonlyMap<string, string> | undefined;
  return {
    name: (id, context) => (places ??= placesOf(context)).get(id) ?? null,
    // Else a file would take in what its modules' lazy screens import, and be the whole app.
    includeDependenciesRecursively: false,
  };
}

function placesOf(context: Context): Map<string, string> {
  const start = closure([entry], context);
  const others = closure(
    otherRoutes.flatMap((id) => context.getModuleInfo(id)?.dynamicallyImportedIds ?? []),
    context,
  );
  const place = (id: string): (typeof counterFileNames)[number] =>
    start.has(id) ? "start" : others.has(id) ? "shared" : "counter";
  return new Map([...closure(screens, context)].map((id) => [id, place(id)]));
}

/** Modules and all that they cannot do without. */
function closure(ids: readonly string[], context: Context): Set<string> {
  const found = new Set<string>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
