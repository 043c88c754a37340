import type { Command, CommandResult } from "../protocol.ts";
import type { StoredFault } from "./chain-rows.ts";
import type { Database } from "./database.ts";
import type { Tablet } from "./tablet.ts";
import { type Counts, Violation } from "./violation.ts";

/** The signed chains: honest tablets raise no alarm, broken seals do, and no sale is refused for one. */
export class ChainChecks {
  /** Devices whose seals somebody has broken on the way. */
  readonly tampered = new Set<string>();
  /**
   * Gaps for which somebody has to look: a restored server lacks links, and their seals went with the tablet's database
   * before it sent them again. Most heal all the same, when the journal's copies come under another key; in one run of some
   * thousand nothing is left that could tell.
   */
  readonly #excused = new Set<string>();
  #restored = false;
  readonly #database: Database;
  readonly #counts: Counts;

  constructor(database: Database, counts: Counts) {
    this.#database = database;
    this.#counts = counts;
  }

  /** S21: what is wrong with an honest chain can only be that something has not come yet. */
  committed(changed: readonly { readonly table: string; readonly id: string }[]): void {
    for (const { table, id } of changed) {
      if (table !== "fault") continue;
      const fault = this.#database.latest(table, id) as (StoredFault & Record<string, unknown>) | null;
      this.#counts.add("S21");
      if (fault === null || fault.kind === "gap" || this.tampered.has(fault.deviceId)) continue;
      throw new Violation("S21", `${fault.kind} at command ${fault.sequence} of an honest device`);
    }
  }

  /** An older copy of the server's database is in its place. */
  restored(): void {
    this.#restored = true;
  }

  /** A tablet's database is lost. What a server that was never restored says is missing has to come all the same. */
  databaseLost(deviceId: string): void {
    if (!this.#restored) return;
    for (const [id, row] of this.#database.all("fault")) {
      const fault = row as unknown as StoredFault;
      const namesHash = fault.missing !== null && fault.missing.hash !== null;
      if (fault.deviceId === deviceId && !fault.healed && namesHash) this.#excused.add(id);
    }
  }

  /** S22, S23: the server has committed a push with broken seals. */
  pushedBroken(broken: readonly Command[], results: readonly CommandResult[]): void {
    for (const { id, deviceId, sequence } of broken) {
      this.#counts.add("S22");
      this.#counts.add("S23");
      if (this.#database.latest("fault", `${deviceId} bad-signature ${id}`) === null) {
        throw new Violation("S22", `the broken seal of command ${sequence} was not noticed`);
      }
      const result = results.find((one) => one.id === id);
      if (result?.outcome === "rejected" && result.code !== "PAYMENTS_DO_NOT_MATCH") {
        throw new Violation("S23", `command ${sequence} was refused for its seal: ${result.code}`);
      }
    }
  }

  /** S21: everything has come together, so nothing is missing, and each command has its place. */
  atRest({ name, identity: { deviceId }, delivered, files }: Tablet): void {
    if (this.tampered.has(deviceId)) return;
    for (const [id, row] of this.#database.all("fault")) {
      const fault = row as unknown as StoredFault;
      if (fault.deviceId !== deviceId || fault.healed || this.#excused.has(id)) continue;
      throw new Violation("S21", `command ${fault.sequence} of ${name} is said to follow one that is missing`);
    }
    for (const [id, { sequence }] of delivered) {
      // Somebody may have brought it before it was sealed.
      if (files.some((file) => file.has(id))) continue;
      this.#counts.add("S21");
      if (this.#database.latest("receipt", id) === null) continue;
      const at = this.#database.latest("link", `${deviceId} at ${sequence}`) as {
        readonly links: readonly { readonly commandId: string }[];
      } | null;
      if (at?.links.some(({ commandId }) => commandId === id) === true) continue;
      throw new Violation("S21", `command ${sequence} of ${name} has no place in its chain`);
    }
  }
}
