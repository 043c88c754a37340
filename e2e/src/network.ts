import { connect, createServer, type Server, type Socket } from "node:net";

/** A network between browser and server that can be cut. Everything goes through it: pages, workers, sockets. */
export interface Network {
  readonly port: number;
  readonly origin: string;
  /** Breaks every connection and accepts no new one. */
  readonly cut: () => Promise<void>;
  /** Lets everything through again; connections that were mute break. */
  readonly heal: () => Promise<void>;
  /** Breaks every WebSocket and lets no new one through; plain requests pass. */
  readonly blockSockets: () => void;
  readonly allowSockets: () => void;
  /** Packets of open WebSockets vanish in both directions, as when a tablet leaves the Wi-Fi: no end is ever said. */
  readonly muteSockets: () => void;
  /** Pushes vanish on their way to the server and nobody answers them, until `heal`. Everything else passes. */
  readonly mutePushes: () => void;
  /**
   * The next push reaches the server, and its answer is swallowed: the connection breaks instead. Resolves when the server
   * has answered.
   */
  readonly loseAnswer: () => Promise<void>;
  /** How many pushes have begun and were not answered yet, and the most there ever were at once since `count` began. */
  readonly pushes: PushCount;
  readonly close: () => Promise<void>;
}

/** Pushes on their way. */
export interface PushCount {
  begun: number;
  underWay: number;
  mostAtOnce: number;
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  upgraded: boolean;
  /** It carries a push that was not answered yet. */
  pushes: boolean;
  /** Nothing passes any more. */
  mute: boolean;
}

/** Forwards `port` of this machine to `target`, which may change with `retarget`. */
export async function startNetwork(port: number, target: () => number): Promise<Network> {
  const links = new Set<Link>();
  let socketsAllowed = true;
  let muted = false;
  let pushesMuted = false;
  let onLost: (() => void) | null = null;
  const pushes: PushCount = { begun: 0, underWay: 0, mostAtOnce: 0 };
  const begin = (link: Link) => {
    link.pushes = true;
    pushes.begun += 1;
    pushes.underWay += 1;
    pushes.mostAtOnce = Math.max(pushes.mostAtOnce, pushes.underWay);
  };
  const settle = (link: Link) => {
    if (link.pushes) pushes.underWay -= 1;
    link.pushes = false;
  };

  const onConnection = (near: Socket) => {
    const far = connect(target(), "127.0.0.1");
    const link: Link = { near, far, upgraded: false, pushes: false, mute: false };
    links.add(link);
    const close = () => {
      near.destroy();
      far.destroy();
      links.delete(link);
      settle(link);
    };
    for (const end of [near, far]) end.on("error", close).on("close", close);
    near.on("data", (bytes) => {
      // A request line and its headers come in one piece from browsers; an upgrade has a connection of its own.
      if (/^GET [^\r]+\r\n(?:.*\r\n)*upgrade: websocket/i.test(bytes.toString("latin1"))) {
        link.upgraded = true;
        if (!socketsAllowed) return close();
      }
      if (bytes.toString("latin1", 0, 40).startsWith("POST /api/trpc/sync.push")) {
        begin(link);
        link.mute ||= pushesMuted;
      }
      if (!link.mute && !(muted && link.upgraded)) far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (link.pushes && onLost !== null) {
        onLost();
        onLost = null;
        return close();
      }
      settle(link);
      if (!(muted && link.upgraded)) near.write(bytes);
    });
  };
  let server = await listen(port, onConnection);
  const breakLinks = (which: (link: Link) => boolean) => {
    for (const link of links) if (which(link)) link.near.destroy();
  };
  const stop = async () => {
    breakLinks(() => true);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return {
    port,
    origin: `http://localhost:${port}`,
    cut: stop,
    heal: async () => {
      muted = false;
      pushesMuted = false;
      breakLinks((link) => link.mute);
      if (!server.listening) server = await listen(port, onConnection);
    },
    blockSockets: () => {
      socketsAllowed = false;
      breakLinks((link) => link.upgraded);
    },
    allowSockets: () => {
      socketsAllowed = true;
      muted = false;
    },
    muteSockets: () => {
      muted = true;
    },
    mutePushes: () => {
      pushesMuted = true;
    },
    loseAnswer: () =>
      new Promise((resolve) => {
        onLost = resolve;
      }),
    pushes,
    close: stop,
  };
}

async function listen(port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "localhost", resolve));
  return server;
}
