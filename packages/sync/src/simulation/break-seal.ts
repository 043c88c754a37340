import type { Command } from "../protocol.ts";
import type { Random } from "./random.ts";

/** A command with its seal broken on the way: another signature, another predecessor, or none. What it says stays. */
export function breakSeal(command: Command, luck: Random): Command {
  const { previousHash, signature } = command;
  if (signature === null || previousHash === null) return command;
  const last = signature.endsWith("A") ? "B" : "A";
  return luck.pick<Command>([
    { ...command, signature: signature.slice(0, -1) + last },
    { ...command, previousHash: `${previousHash.slice(0, -1)}${previousHash.endsWith("A") ? "B" : "A"}` },
    { ...command, previousHash: null },
  ]);
}
