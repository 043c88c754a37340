import type { Server } from "node:http";
import type { App } from "./http/http-env.ts";
import type { Services } from "./services.ts";

/** A part of the server beside the router: routes of its own, sockets, work in the background. */
export interface Mount {
  /** Largest body by path prefix, in bytes, where 1 MiB does not fit. */
  readonly bodyLimits?: Readonly<Record<string, number>>;
  /** Adds routes under /api; the security middlewares are already in front of them. */
  readonly routes?: (app: App) => void;
  /** Called once the server listens: sockets (`upgrade`), timers. */
  readonly attach?: (server: Server) => void;
  /** Ends sockets (code 1001) and background work. Called before requests are waited for. */
  readonly close?: () => Promise<void>;
}

export type MountFactory = (services: Services) => Mount | Promise<Mount>;
