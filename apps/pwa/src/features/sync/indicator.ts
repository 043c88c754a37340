import type { EngineStatus } from "@balcao/sync/client/engine";
import type { Tone } from "../../ui/status.tsx";

/** The one word that says how a tablet stands with its server. */
export type ConnectionWord =
  | "starting"
  | "live"
  | "polling"
  | "offline"
  | "loading"
  | "notEnrolled"
  | "revoked"
  | "blocked"
  | "confused";

/** The word and the tone of a connection. Never the tone alone. */
export interface Connection {
  readonly word: ConnectionWord;
  readonly tone: Tone;
}

/** What a connection is called. Loading is only said while it goes on: without a network it stands still. */
export function connectionOf({ connectivity, loading, code }: EngineStatus): Connection {
  switch (connectivity) {
    case "signed-out":
      return { word: code === "DEVICE_REVOKED" ? "revoked" : "notEnrolled", tone: "negative" };
    case "blocked-by-version":
      // The server keeps asking for a fresh copy: the app's version is not what is wrong.
      return { word: code === "SNAPSHOT_REQUIRED" ? "confused" : "blocked", tone: "negative" };
    case "offline":
      return { word: "offline", tone: "waiting" };
    case "starting":
      return loading ? { word: "loading", tone: "info" } : { word: "starting", tone: "neutral" };
    case "live":
      return loading ? { word: "loading", tone: "info" } : { word: "live", tone: "positive" };
    case "polling":
      return loading ? { word: "loading", tone: "info" } : { word: "polling", tone: "info" };
  }
}

/** Whether the tablet is kept from its server until somebody does something. */
export function needsSomebody({ word }: Connection): boolean {
  return word === "notEnrolled" || word === "revoked" || word === "blocked" || word === "confused";
}
