import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";

/** The way between browser and server: it counts what comes back, whatever the protocol, and can be cut. */
export interface Wire {
  readonly port: number;
  readonly origin: string;
  /** Bytes that came from the server since `reset`, with headers and frames, as compressed as they travelled. */
  readonly received: () => number;
  /** When the server was first asked since `reset`; null when it was not. */
  readonly asked: () => number | null;
  readonly reset: () => void;
  /** Breaks every connection to the server and lets no new one through. */
  readonly cut: () => void;
  readonly heal: () => void;
  readonly close: () => Promise<void>;
}

export interface WireOptions {
  readonly port: number;
  readonly server: () => number;
  /** Where the page and its script come from, which are not counted and are there when the server is not. */
  readonly page?: { readonly port: number; readonly isPage: (path: string) => boolean };
  /** Which paths are counted; all when absent. */
  readonly isCounted?: (path: string) => boolean;
}

const requestLine = /^(?:GET|POST|PUT|HEAD|OPTIONS|DELETE) (\S+) HTTP\/1\.1\r\n/;

export async function startWire({ port, server, page, isCounted = () => true }: WireOptions): Promise<Wire> {
  const links = new Set<Socket>();
  let received = 0;
  let asked: number | null = null;
  let isCut = false;

  const onConnection = (near: Socket) => {
    let far: Socket | null = null;
    let counts = false;
    near.setNoDelay(true);
    links.add(near);
    const close = () => {
      near.destroy();
      far?.destroy();
      links.delete(near);
    };
    near.on("error", close).on("close", close);
    near.on("data", (bytes) => {
      const path = requestLine.exec(bytes.toString("latin1", 0, 4096))?.[1];
      if (far === null) {
        const forPage = page !== undefined && path !== undefined && page.isPage(path);
        if (!forPage && isCut) return close();
        far = connect(forPage ? page.port : server(), "127.0.0.1");
        far.setNoDelay(true);
        far.on("error", close).on("close", close);
        far.on("data", (answer) => {
          if (counts) received += answer.length;
          near.write(answer);
        });
        // The page's server closes each connection behind its answer, so that none carries both.
        if (forPage) {
          far.write(bytes);
          return;
        }
      }
      if (path !== undefined) counts = isCounted(path);
      if (counts && asked === null) asked = performance.timeOrigin + performance.now();
      far.write(bytes);
    });
  };
  const listener: Server = createTcpServer(onConnection);
  await new Promise<void>((resolve, reject) => listener.once("error", reject).listen(port, "localhost", resolve));
  const breakAll = () => {
    for (const link of links) link.destroy();
  };
  return {
    port,
    origin: `http://localhost:${port}`,
    received: () => received,
    asked: () => asked,
    reset: () => {
      received = 0;
      asked = null;
    },
    cut: () => {
      isCut = true;
      breakAll();
    },
    heal: () => {
      isCut = false;
    },
    close: async () => {
      breakAll();
      await new Promise<void>((resolve) => {
        listener.close(() => resolve());
      });
    },
  };
}
