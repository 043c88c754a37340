import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressGroup, clientAddress, isLocal } from "./client-address.ts";

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;

test("without a proxy, what a client claims about its address is not believed", () => {
  expect(clientAddress(from("203.0.113.5", { "x-forwarded-for": "10.0.0.1" }), 0)).toBe("203.0.113.5");
});

test("behind proxies, the address that the outermost saw counts, not what the client put before it", () => {
  const chain = { "x-forwarded-for": "1.1.1.1, 203.0.113.5, 10.0.0.2" };
  expect(clientAddress(from("10.0.0.1", chain), 2)).toBe("203.0.113.5");
  expect(clientAddress(from("10.0.0.1", chain), 1)).toBe("10.0.0.2");
});

test("a proxy that sends no header leaves its own address", () => {
  expect(clientAddress(from("10.0.0.1"), 1)).toBe("10.0.0.1");
  expect(clientAddress(from("10.0.0.1", { "x-forwarded-for": "203.0.113.5" }), 3)).toBe("10.0.0.1");
});

test("an IPv4 client on an IPv6 socket is one client", () => {
  expect(clientAddress(from("::ffff:203.0.113.5"), 0)).toBe("203.0.113.5");
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["203.0.113.5", "203.0.113.5"],
])("%s is limited as %s", (address, group) => expect(addressGroup(address)).toBe(group));

test("this machine is local, and a proxy on it is not", () => {
  expect(isLocal(from("127.0.0.1"))).toBe(true);
  expect(isLocal(from("::ffff:127.0.0.1"))).toBe(true);
  expect(isLocal(from("127.0.0.1", { "x-forwarded-for": "203.0.113.5" }))).toBe(false);
  expect(isLocal(from("203.0.113.5"))).toBe(false);
});
