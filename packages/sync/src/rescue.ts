import type { Command, CommandResult, Json } from "./protocol.ts";

/** What a rescue file says of itself before it is opened (SPEC.md, "Rescue file"). Nothing in it is personal. */
export interface RescueHead {
  readonly version: 1;
  readonly organizationId: string;
  /** Which tablet wrote it, as it was enrolled then. */
  readonly deviceId: string;
  readonly deviceCode: string;
  readonly storeId: string;
  readonly storeCode: string;
  /** When, by the tablet's clock, ISO 8601. */
  readonly created: string;
  readonly counts: RescueCounts;
}

export interface RescueCounts {
  /** Not decided by the server, as far as the tablet knows. */
  readonly waiting: number;
  readonly refused: number;
  /** Decided; carried along because a restored server may have lost them. */
  readonly sent: number;
}

/** What is inside: everything that the tablet still has of what was done on it, in the order in which it was done. */
export interface RescueContent {
  readonly entries: readonly RescueEntry[];
}

export interface RescueEntry {
  /** The whole command as it stands on the tablet. */
  readonly command: Command;
  readonly status: "waiting" | "refused" | "sent";
  /** What the server answered, as far as the tablet knows. */
  readonly result: CommandResult | null;
}

/** The public key of an organization that rescue files are sealed for: a P-256 JSON Web Key (RFC 7517, 7518). */
export type RescueKey = {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
} & Readonly<Record<string, Json>>;

/** The `typ` of the file's header. */
export const rescueType = "balcao-rescue+json";

/** How a rescue file's name ends. */
export const rescueExtension = ".balcao-rescue";

/**
 * What a file says of itself, as far as can be known without opening it; null when it is no rescue file or not whole. It is
 * for showing: nothing of it is proved.
 */
export function readRescueHead(file: string): RescueHead | null {
  try {
    const { protected: header, tag } = JSON.parse(file) as { readonly protected: string; readonly tag: unknown };
    const bytes = Uint8Array.from(atob(header.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const { typ, rescue } = JSON.parse(new TextDecoder().decode(bytes)) as { typ: unknown; rescue: RescueHead };
    return typ === rescueType && typeof tag === "string" && typeof rescue.counts.waiting === "number" ? rescue : null;
  } catch {
    return null;
  }
}
