import { isIP } from "node:net";

/** Where `notePeers` leaves the address of the connection's other end. */
export const PEER_HEADER = "x-peer-address";

/**
 * The network that a call came from, for counting: an IPv4 address, the first 64 bits of an IPv6 one (what one household or phone gets),
 * or "unknown". Each of our `proxies` adds the address that it saw at the end of X-Forwarded-For; what stands before those was
 * written by whoever calls, and is not read.
 */
export function networkOf(forwardedFor: string | null, peer: string | null, proxies: number): string {
  const seen = [...(forwardedFor ?? "").split(","), ...(peer ? [peer] : [])].map((part) => part.trim());
  if (proxies === 0) return network(seen.at(-1) ?? "");
  const told = peer ? seen.slice(0, -1) : seen;
  return network(told.at(-proxies) || (peer ?? ""));
}

function network(written: string): string {
  const address = withoutPort(written);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(mapped) === 4) return mapped;
  return isIP(mapped) === 6 ? `${firstGroups(mapped)}::/64` : "unknown";
}

/** Some proxies write the port as well: "203.0.113.7:4711", "[2001:db8::1]:4711". */
const withoutPort = (text: string): string => /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

function firstGroups(address: string): string {
  const plain = address.replace(/%.*$/, "").replace(/\d+\.\d+\.\d+\.\d+$/, "0:0");
  const [before = "", after = ""] = plain.split("::");
  const groups = (part: string) => part.split(":").filter(Boolean);
  const zeros = plain.includes("::") ? Array<string>(8 - groups(before).length - groups(after).length).fill("0") : [];
  const all = [...groups(before), ...zeros, ...groups(after)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
