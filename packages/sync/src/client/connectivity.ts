/**
 * Where a device stands with its server. The truth of being online is an answered request, never `navigator.onLine`.
 *
 * - `starting`: nothing has answered or failed yet
 * - `live`: the socket stands and brings changes
 * - `polling`: the socket is down, requests are answered
 * - `offline`: nothing answers
 * - `signed-out`: the server does not know this device, or no longer
 * - `blocked-by-version`: the server's rows have another shape; the app has to be updated to read them
 */
export type Connectivity = "starting" | "live" | "polling" | "offline" | "signed-out" | "blocked-by-version";

/** What can happen to a device's connection. */
export type ConnectivityEvent =
  /** The socket stands and was greeted. */
  | "socket-ready"
  | "socket-lost"
  /** A request was answered, whatever it said. */
  | "answered"
  /** A request got no answer. */
  | "unreachable"
  /** The server said that it does not know the device. */
  | "refused"
  | "version-refused"
  /** The device was enrolled, the app was updated, or a refusal is long ago: begin again. */
  | "restarted";

/** Every state and every event: a missing cell does not compile. */
export const transitions: Record<Connectivity, Record<ConnectivityEvent, Connectivity>> = {
  starting: {
    "socket-ready": "live",
    "socket-lost": "starting",
    answered: "polling",
    unreachable: "offline",
    refused: "signed-out",
    "version-refused": "blocked-by-version",
    restarted: "starting",
  },
  live: {
    "socket-ready": "live",
    "socket-lost": "polling",
    answered: "live",
    // The socket may be half open: a poll finds out, and the heartbeat decides about the socket.
    unreachable: "polling",
    refused: "signed-out",
    "version-refused": "blocked-by-version",
    restarted: "starting",
  },
  polling: {
    "socket-ready": "live",
    "socket-lost": "polling",
    answered: "polling",
    unreachable: "offline",
    refused: "signed-out",
    "version-refused": "blocked-by-version",
    restarted: "starting",
  },
  offline: {
    "socket-ready": "live",
    "socket-lost": "offline",
    answered: "polling",
    unreachable: "offline",
    refused: "signed-out",
    "version-refused": "blocked-by-version",
    restarted: "starting",
  },
  "signed-out": {
    // What was under way when the server refused us does not bring us back; enrolment does, or asking anew later.
    "socket-ready": "signed-out",
    "socket-lost": "signed-out",
    answered: "signed-out",
    unreachable: "signed-out",
    refused: "signed-out",
    "version-refused": "signed-out",
    restarted: "starting",
  },
  "blocked-by-version": {
    "socket-ready": "blocked-by-version",
    "socket-lost": "blocked-by-version",
    answered: "blocked-by-version",
    unreachable: "blocked-by-version",
    refused: "signed-out",
    "version-refused": "blocked-by-version",
    restarted: "starting",
  },
};

/** Whether the outbox may be sent in this state. Commands of an older app are taken by a newer server as well. */
export function maySend(state: Connectivity): boolean {
  return state !== "signed-out";
}

/** Whether the engine may read from the server in this state. */
export function mayRead(state: Connectivity): boolean {
  return state !== "signed-out" && state !== "blocked-by-version";
}
