import { readFileSync } from "node:fs";
import { type LiveOptions, openAll, openLive } from "./live-clients.ts";
import type { Line, Outcome } from "./report.ts";
import { type Scene, setScene } from "./scene.ts";
import { quantile } from "./statistics.ts";

const sizes = [1_000, 5_000, 10_000];
/** What the server admits of one device. */
const perDevice = 16;

/** Ever more idle sockets on one server, and the storm when all of them come back after it was killed. */
export async function sockets(): Promise<Outcome> {
  const most = Math.max(...sizes);
  // Every device has an address of its own, as shops have: what may come from one address is bounded.
  const scene = await setScene({ products: 10, devicesPerStore: Math.ceil(most / perDevice) });
  const all: LiveOptions[] = Array.from({ length: most }, (_, n) => {
    const device = Math.floor(n / perDevice);
    return {
      origin: scene.origin,
      cookie: scene.store.devices[device]?.cookie ?? "",
      address: `10.0.${device >> 8}.${device & 255}`,
    };
  });
  const before = residentBytes(scene);
  const open = [];
  const idle: { readonly sockets: number; readonly bytes: number }[] = [];
  for (const size of sizes) {
    open.push(...(await openAll(all.slice(open.length, size))));
    // What the handshakes left behind is collected first.
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    idle.push({ sockets: size, bytes: residentBytes(scene) });
  }
  const gone = Promise.all(open.map(({ ended }) => ended));
  await scene.product.restart("SIGKILL");
  await gone;
  const back = await storm(all);
  await scene.stop();
  const lines: Line[] = idle.map(({ sockets: size, bytes }) => ({
    what: `${size.toLocaleString("en")} idle sockets: resident memory of the server`,
    result: `${megabytes(bytes)} (${megabytes(before)} without)`,
    ...(size === most ? { aim: "under 512 MB" } : {}),
  }));
  return {
    name: "Idle sockets",
    lines: [
      ...lines,
      {
        what: `${most.toLocaleString("en")} sockets come back at once after a SIGKILL: 50 % / 99 % / all of them`,
        result: [0.5, 0.99, 1].map((share) => `${(quantile(back, share) / 1000).toFixed(1)} s`).join(" / "),
        aim: "99 % within 10 s",
      },
    ],
    raw: { before, idle, back },
  };
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

function residentBytes({ product }: Scene): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${product.pid()}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

/** Milliseconds from the restart until each socket was greeted again; as tablets do, each tries with full jitter. */
function storm(all: readonly LiveOptions[]): Promise<number[]> {
  const began = performance.now();
  return Promise.all(
    all.map(async (options) => {
      for (let longest = 1_000; ; longest = Math.min(longest * 2, 30_000)) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
        const client = await openLive(options).catch(() => null);
        if (client !== null) return performance.now() - began;
      }
    }),
  );
}
