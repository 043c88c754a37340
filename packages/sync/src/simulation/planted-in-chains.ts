import type { Sabotage } from "./sabotage.ts";

/** Bugs of the signed chain, on either side: honest tablets are accused, or broken seals are not noticed. */
export const plantedInChains: readonly Sabotage[] = [
  {
    name: "send a seal before it is stored",
    file: "client/seal.ts",
    find: `  await tx.putMany("outbox", stored);
  return`,
    replace: `  return`,
    seed: 4,
  },
  {
    name: "make a key that vouches for what was left out",
    file: "client/seal.ts",
    find: `await newKey(signer, sequence)`,
    replace: `await newKey(signer, sequence * 0)`,
    seed: 9,
  },
  {
    name: "forget the newest link",
    file: "client/seal.ts",
    find: `    await setMeta(tx, "chainHead", { keyId: key.id, hash: sealed.head });`,
    replace: `    await setMeta(tx, "chainHead", { keyId: key.id, hash: key.id });`,
  },
  {
    name: "send only the newest key along",
    file: "client/seal.ts",
    find: `  return [...formerKeys, ...(signingKey === undefined ? [] : [signingKey])]`,
    replace: `  return [...formerKeys.slice(formerKeys.length), ...(signingKey === undefined ? [] : [signingKey])]`,
    seed: 77,
  },
  {
    name: "send only what a restored database has lost",
    file: "client/revive.ts",
    find: `  await requeue(tx, [...settled, ...(await ownWith(tx, "rejected"))]);`,
    replace: `  await requeue(tx, settled);`,
    seed: 641,
  },
  {
    name: "take a command that was sealed again for another",
    file: "server/check-chain.ts",
    find: `  if (link.commandId === other.commandId) return false;`,
    replace: `  if (link.hash === other.hash) return false;`,
    seed: 10,
  },
  {
    name: "never close a gap",
    file: "server/check-chain.ts",
    find: `    healed: known.gaps.filter((gap) => isThere(gap) || placed.has(gap.commandId) || cameAnew(gap)).map(({ id }) => id),`,
    replace: `    healed: known.gaps.filter((gap) => !isThere(gap) && gap.id === "").map(({ id }) => id),`,
    steps: 3_500,
    seed: 404,
  },
  {
    name: "believe every signature",
    file: "server/check-chain.ts",
    find: `  if (!(await verify(key.publicKey, signedText(command), parts.signature))) return "bad-signature";`,
    replace: `  await verify(key.publicKey, signedText(command), parts.signature);`,
    seed: 16,
  },
  {
    name: "refuse a command for its seal",
    file: "simulation/node.ts",
    find: `      for (const result of results) if (result.outcome === "later") this.#cluster.onPutOff(result.id);
      return results;`,
    replace: `      const blamed = new Set(news.faults.map(({ commandId }) => commandId));
      return results.map((result) =>
        blamed.has(result.id) ? { id: result.id, outcome: "rejected" as const, code: "SEAL", details: null } : result,
      );`,
    seed: 3,
  },
];
