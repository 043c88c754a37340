import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

/**
 * The address a request came from. With proxies in front, each adds the address it was called from at the right end of
 * X-Forwarded-For, so that the client is that many entries from the right; entries further left are the client's own
 * claims.
 */
export function clientAddress(incoming: IncomingMessage, trustedProxies: number): string {
  const direct = incoming.socket.remoteAddress ?? "unknown";
  if (trustedProxies === 0) return plain(direct);
  const header = incoming.headers["x-forwarded-for"];
  const chain = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",").map((entry) => entry.trim());
  return plain(chain.at(-trustedProxies) || direct);
}

/** Whether the request came straight from this machine, not through a proxy on it. */
export function isLocal(incoming: IncomingMessage): boolean {
  const address = plain(incoming.socket.remoteAddress ?? "");
  const direct = incoming.headers["x-forwarded-for"] === undefined && incoming.headers["forwarded"] === undefined;
  return direct && (address === "127.0.0.1" || address === "::1");
}

/** An IPv4 address that arrived on an IPv6 socket, in its usual form. */
function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}

/** What limits count by: an IPv4 address, or the /64 of an IPv6 one, which a single household or shop holds. */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(0, zeros)).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
