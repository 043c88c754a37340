import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { openChannel } from "./channel.ts";
import { connect } from "./connect.ts";

/** AuthenticationOk and ReadyForQuery (https://www.postgresql.org/docs/current/protocol-message-formats.html). */
const welcome = Buffer.from("5200000008000000005a0000000549", "hex");

test("a connection that ends before it listens is told once: by the error, not by its end as well", async () => {
  // A database that lets one in and goes down at the first question.
  const database = createServer((socket) => {
    socket.once("data", () => {
      socket.write(welcome);
      socket.once("data", () => socket.destroy());
    });
  });
  database.listen(0);
  await once(database, "listening");
  const { port } = database.address() as AddressInfo;
  const connection = connect(`postgres://balcao@127.0.0.1:${port}/balcao`);
  let ends = 0;
  const on = { onText: () => undefined, onEnd: () => void (ends += 1) };
  await expect(openChannel(connection, "balcao_commit", on)).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(ends).toBe(0);
  await connection.close();
  database.close();
});
