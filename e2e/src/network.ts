import { connect, createServer, type Server, type Socket } from "node:net";

/** A network between browser and server that can be cut. Everything goes through it: pages, workers, sockets. */
export interface Network {
  readonly port: number;
  readonly origin: string;
  /** Breaks every connection and accepts no new one. */
  readonly cut: () => Promise<void>;
  /** Lets everything through again. */
  readonly heal: () => Promise<void>;
  /** Breaks every WebSocket and lets no new one through; plain requests pass. */
  readonly blockSockets: () => void;
  readonly allowSockets: () => void;
  /** Packets of open WebSockets vanish in both directions, as when a tablet leaves the Wi-Fi: no end is ever said. */
  readonly muteSockets: () => void;
  readonly close: () => Promise<void>;
}

interface Link {
  readonly near: Socket;
  readonly far: Socket;
  upgraded: boolean;
}

/** Forwards `port` of this machine to `target`, which may change with `retarget`. */
export async function startNetwork(port: number, target: () => number): Promise<Network> {
  const links = new Set<Link>();
  let socketsAllowed = true;
  let muted = false;

  const onConnection = (near: Socket) => {
    const far = connect(target(), "127.0.0.1");
    const link: Link = { near, far, upgraded: false };
    links.add(link);
    const close = () => {
      near.destroy();
      far.destroy();
      links.delete(link);
    };
    for (const end of [near, far]) end.on("error", close).on("close", close);
    near.on("data", (bytes) => {
      // A request line and its headers come in one piece from browsers; an upgrade has a connection of its own.
      if (/^GET [^\r]+\r\n(?:.*\r\n)*upgrade: websocket/i.test(bytes.toString("latin1"))) {
        link.upgraded = true;
        if (!socketsAllowed) return close();
      }
      if (!(muted && link.upgraded)) far.write(bytes);
    });
    far.on("data", (bytes) => {
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
      server = await listen(port, onConnection);
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
    close: stop,
  };
}

async function listen(port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer(onConnection);
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "localhost", resolve));
  return server;
}
