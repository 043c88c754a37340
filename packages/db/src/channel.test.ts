import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { openChannel } from "./channel.ts";
import { connect, type Connection } from "./connect.ts";

/** Messages of https://www.postgresql.org/docs/current/protocol-message-formats.html. */
const readyForQuery = "5a0000000549";
const authenticationOk = "520000000800000000";
const listening = "430000000b4c495354454e00";

afterEach(() => vi.useRealTimers());

/** A database that greets, and does with each question what it is told; of what is open, `close` ends it all. */
async function database(...answers: ((socket: Socket) => void)[]) {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    const greet = () => socket.write(Buffer.from(authenticationOk + readyForQuery, "hex"));
    const left = [greet, ...answers];
    socket.on("data", () => left.shift()?.(socket));
  });
  server.listen(0);
  await once(server, "listening");
  const connection: Connection = connect(
    `postgres://balcao@127.0.0.1:${(server.address() as AddressInfo).port}/balcao`,
  );
  return { connection, close: () => server.close() };
}

test("a connection that ends before it listens is told once: by the error, not by its end as well", async () => {
  const { connection, close } = await database((socket) => socket.destroy());
  const onEnd = vi.fn<() => void>();
  await expect(openChannel(connection, "balcao_commit", { onText: () => undefined, onEnd })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(onEnd).not.toHaveBeenCalled();
  close();
});

test("a connection on which nobody answers any more is ended, so that another is opened", async () => {
  const { connection, close } = await database((socket) => socket.write(Buffer.from(listening + readyForQuery, "hex")));
  const onEnd = vi.fn<() => void>();
  const channel = await openChannel(connection, "balcao_commit", { onText: () => undefined, onEnd });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const [said] = await Promise.all([
    channel.say("a").catch((error: unknown) => String(error)),
    vi.advanceTimersByTimeAsync(10_000),
  ]);
  expect(said).toContain("timeout");
  vi.useRealTimers();
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1));
  await channel.close();
  close();
});
