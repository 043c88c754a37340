/** A device's socket as a tablet holds one, without a tablet behind it. */
export interface LiveClient {
  readonly close: () => void;
  /** Resolves when the socket has ended, by whatever hand. */
  readonly ended: Promise<void>;
}

export interface LiveOptions {
  readonly origin: string;
  readonly cookie: string;
  /** Where a proxy in front of the server would say that it comes from. */
  readonly address?: string;
  /** Each message of the subscription behind the greeting, as it came. */
  readonly onMessage?: (text: string) => void;
}

/** Opens a socket, subscribes, and resolves when the server has greeted it; rejects when that does not come about. */
export function openLive({ origin, cookie, address, onMessage }: LiveOptions): Promise<LiveClient> {
  // Node's WebSocket takes headers where a browser's does not.
  const from = address === undefined ? {} : { "x-forwarded-for": address };
  const options = { headers: { cookie, origin, ...from } } as unknown as string[];
  const socket = new WebSocket(`${origin.replace("http", "ws")}/api/trpc`, options);
  const ended = new Promise<void>((resolve) => socket.addEventListener("close", () => resolve(), { once: true }));
  return new Promise((resolve, reject) => {
    let greeted = false;
    socket.addEventListener("open", () =>
      socket.send(
        JSON.stringify({ id: 1, method: "subscription", params: { path: "sync.live", input: { kinds: "delta" } } }),
      ),
    );
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      if (data === "PING") return socket.send("PONG");
      if (greeted) return onMessage?.(data);
      if (!data.includes('"ready"')) return;
      greeted = true;
      resolve({ close: () => socket.close(), ended });
    });
    void ended.then(() => reject(new Error("the socket was closed before it was greeted")));
  });
}

/** Opens many, so many at a time. */
export async function openAll(all: readonly LiveOptions[], atOnce = 200): Promise<LiveClient[]> {
  const clients: LiveClient[] = [];
  for (let at = 0; at < all.length; at += atOnce)
    clients.push(...(await Promise.all(all.slice(at, at + atOnce).map(openLive))));
  return clients;
}
