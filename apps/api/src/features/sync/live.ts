import type { LiveEvent } from "@balcao/sync/protocol";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { refuse } from "@balcao/shared/kernel/result";
import { toTrpcError } from "../../kernel/error-map.ts";
import { tokenHashOf } from "../../kernel/auth/device-token.ts";
import type { RequestContext } from "../../kernel/context.ts";
import type { Device } from "../../kernel/principal.ts";
import { scopesOf } from "../../realtime/scopes.ts";

export const liveArguments = z.strictObject({
  /** `delta`: changes inline while they are small. `poke`: only that something changed, for metered data. */
  kinds: z.enum(["delta", "poke"]),
  /** What the transport last received; where to resume is the device's own cursor, which it pulls from after `ready`. */
  lastEventId: z.string().max(200).nullish(),
});

/** Subscriptions of one device: one a page, and those whose end nobody has noticed yet. */
const mostListening = 16;

/** Events waiting for the socket. More than this and it is slow, whatever its bytes say. */
const queueLimit = 256;

/** The device's live events, until it leaves or is told to go (SPEC.md, "Live"). */
export async function* live(
  ctx: RequestContext,
  device: Device,
  input: z.output<typeof liveArguments>,
  signal: AbortSignal,
) {
  const { hub, epoch } = ctx.services.realtime;
  const scopes = scopesOf(device);
  // Listening costs nothing but memory, and no minute ends it.
  if (hub.listening(device.deviceId) >= mostListening) throw toTrpcError(refuse("TOO_MANY_REQUESTS"));
  const queue: LiveEvent[] = [hub.greeting(epoch, scopes)];
  let wake: () => void = () => undefined;
  let over = false;
  const add = (event: LiveEvent) => {
    queue.push(event);
    wake();
  };
  const leave = hub.subscribe({
    deviceId: device.deviceId,
    credential: tokenHashOf(ctx.headers)?.toString("hex") ?? "",
    scopes,
    inline: input.kinds === "delta",
    send: add,
    backlog: () => (ctx.socket?.bufferedAmount ?? 0) + (queue.length > queueLimit ? Number.MAX_SAFE_INTEGER : 0),
    close: (code: string) => {
      over = true;
      add({ kind: "goodbye", code });
    },
  });
  const stop = () => wake();
  signal.addEventListener("abort", stop);
  try {
    let sent = 0;
    while (!signal.aborted) {
      const event = queue.shift();
      if (event !== undefined) {
        sent += 1;
        yield tracked(`${epoch}-${sent}`, onWire(event));
        continue;
      }
      if (over) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener("abort", stop);
    leave();
    if (over) ctx.socket?.close(4403, "goodbye");
  }
}

/** A delta's body is JSON text inside JSON; it is escaped once for all sockets that get it. */
const escaped = new WeakMap<object, unknown>();

/** In Node since 21, not yet in TypeScript's library (https://tc39.es/proposal-json-parse-with-source/). */
const rawJson = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

function onWire(event: LiveEvent): LiveEvent {
  if (event.kind !== "delta") return event;
  let body = escaped.get(event);
  if (body === undefined) {
    body = rawJson.rawJSON(JSON.stringify(event.body));
    escaped.set(event, body);
  }
  return { ...event, body: body as string };
}
