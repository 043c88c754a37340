import type { Random } from "./random.ts";

/** Everything that can happen to the world, and how likely it is beside the others. */
export const deeds = {
  // People at work.
  sell: 30,
  "sell many": 3,
  "sell wrongly": 2,
  "sell what the server does not know": 1,
  "sell what makes the server fail": 1,
  look: 3,
  "hide or show": 1,
  "open a page": 4,
  "background sync": 4,
  "periodic sync": 1,
  // The office and other systems.
  "change prices": 8,
  "change prices slowly": 2,
  "count stock": 6,
  "move an operator": 4,
  "retire sales": 1,
  "purge tombstones": 1,
  "update the server": 0.3,
  // What goes wrong.
  "kill a process": 5,
  "kill the browser": 3,
  "lose the database": 2,
  "damage a row": 0.5,
  "look through the rows": 1,
  "network down": 4,
  "network bad": 3,
  "seals broken on the way": 0.5,
  "sockets blocked": 2,
  "kill a node": 2,
  "lose connections": 2,
  "revoke or welcome": 1,
  "clock wrong": 1,
  "disk full": 1,
  "restore a dump": 0.5,
} as const;

export type Deed = keyof typeof deeds;

/** One thing that happens, so long after the one before. `luck` decides everything about it. */
export interface Action {
  readonly number: number;
  readonly after: number;
  readonly deed: Deed;
  readonly luck: Random;
}

/**
 * What happens in a run, one action after the other, from its seed alone. Each seed leaves some kinds of deeds out: runs
 * in which everything happens all the time hide what only long calm or a single kind of trouble brings out (swarm
 * testing, Groce et al. 2012).
 */
export function planOf(seed: string, random: Random): (number: number) => Action {
  const weights = Object.entries(deeds).map(([deed, weight]): readonly [Deed, number] => {
    const always = deed === "sell" || deed === "open a page";
    return [deed as Deed, always || random.chance(0.6) ? weight : 0];
  });
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const pace = random.pick([8, 25, 80]);
  return (number) => {
    const luck = random.fork(`${seed} action ${number}`);
    let left = luck.next() * total;
    const chosen = weights.find(([, weight]) => (left -= weight) < 0) ?? weights[0];
    return { number, after: -Math.log(1 - luck.next()) * pace, deed: chosen?.[0] ?? "sell", luck };
  };
}
