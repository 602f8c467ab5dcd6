import { BlockList, isIP, isIPv4 } from "node:net";

const notPublic4 = new BlockList();
// IANA's special-purpose registry: this network, private, carrier's, loopback, link-local (cloud metadata), protocols,
// documentation, 6to4 relays, benchmarks, multicast, reserved.
for (const range of "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4".split(
  " ",
)) {
  const [net = "", bits] = range.split("/");
  notPublic4.addSubnet(net, Number(bits), "ipv4");
}
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const notPublic6 = new BlockList();
// Teredo and protocols, documentation, 6to4: all of them can carry an IPv4 address somewhere else.
for (const [net, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  notPublic6.addSubnet(net, bits, "ipv6");

/** Is this a literal address of the public internet? IPv6 is public only where it is handed out, so mapped, translated and zoned forms are not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  if (isIPv4(address)) return !notPublic4.check(address, "ipv4");
  return global6.check(address, "ipv6") && !notPublic6.check(address, "ipv6");
}

export const isLoopbackAddress = (address: string): boolean => address === "127.0.0.1" || address === "::1";
