import ipaddr from "ipaddr.js";

/** How a relay of ours tells us who really connected. A plain entry speaks XCLIENT, `proxy:` in front means PROXY protocol v1. */
export interface TrustedRelays {
  xclient: Network[];
  proxy: Network[];
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads `10.0.0.5, 10.1.0.0/16, proxy:fd00::/64`; throws a clear sentence for anything else. */
export function readTrustedRelays(entries: string[]): TrustedRelays {
  const relays: TrustedRelays = { xclient: [], proxy: [] };
  for (const entry of entries) {
    const isProxy = entry.startsWith("proxy:");
    relays[isProxy ? "proxy" : "xclient"].push(readNetwork(isProxy ? entry.slice("proxy:".length) : entry));
  }
  return relays;
}

function readNetwork(entry: string): Network {
  try {
    if (entry.includes("/")) return ipaddr.parseCIDR(entry);
    const address = ipaddr.parse(entry);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  } catch {
    throw new Error(`SMTP_TRUSTED_RELAYS must list IP addresses or networks: ${entry}`);
  }
}

/** Whether the address lies in one of the networks; IPv4 inside IPv6 is IPv4. */
export function isIn(networks: Network[], address: string | undefined): boolean {
  if (!address || !ipaddr.isValid(address)) return false;
  const peer = ipaddr.process(address);
  return networks.some(([network, bits]) => peer.kind() === network.kind() && peer.match(network, bits));
}
