import type { LiveEvent } from "@balcao/sync/protocol";
import { expect, vi } from "vitest";
import WebSocket from "ws";

/** A device's live socket, and what it has said. */
export interface LiveListener {
  readonly socket: WebSocket;
  readonly events: LiveEvent[];
  readonly texts: string[];
  closed: number | null;
}

/** Subscribes as the device whose cookie is given and waits until it is greeted. `url` is the server's address. */
export async function listenLive(url: string, cookie: string, kinds: "delta" | "poke"): Promise<LiveListener> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/trpc`, { headers: { cookie, origin: url } });
  const listener: LiveListener = { socket, events: [], texts: [], closed: null };
  socket.on("close", (code) => {
    listener.closed = code;
  });
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    listener.texts.push(text);
    if (text === "PING") return socket.send("PONG");
    const { result } = JSON.parse(text) as { result?: { data?: { data: LiveEvent } } };
    if (result?.data !== undefined) listener.events.push(result.data.data);
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.send(JSON.stringify({ id: 1, method: "subscription", params: { path: "sync.live", input: { kinds } } }));
  // What happens right afterwards may be here too before we look.
  await vi.waitFor(() => expect(listener.events[0]).toMatchObject({ kind: "ready" }));
  return listener;
}
