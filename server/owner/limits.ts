import { HOUR_MS } from "@/server/lib/clock";
import { env } from "@/server/lib/env";

/** How often something may be done by one asker within a window of time. */
export type Limit = { what: string; atMost: number; withinMs: number };

/** Codes sent to one address for the same network, known or not: enough for somebody who loses a mail or two. */
export const CODES_PER_ADDRESS_AND_NETWORK: Limit = { what: "codes_per_address_and_network", atMost: 5, withinMs: HOUR_MS };

/** Codes sent to one address, whoever asks: strangers cannot fill a mailbox, and need six networks to keep its owner out. */
export const CODES_PER_ADDRESS: Limit = { what: "codes_per_address", atMost: 30, withinMs: HOUR_MS };

/** Codes of one address that are tried, whoever tries them. */
export const TRIES_PER_ADDRESS: Limit = { what: "tries_per_address", atMost: 100, withinMs: HOUR_MS };

/** Codes sent to somebody signed in for one act: whoever holds a session that is not theirs does not go on guessing (V3). */
export const CODES_PER_ACT: Limit = { what: "codes_per_act", atMost: 5, withinMs: HOUR_MS };

/** An IPv4 address may be a whole office or a mobile carrier's; the first half of an IPv6 one is a household or a phone. */
const isShared = (network: string): boolean => !network.includes(":");

/** Codes asked for by one network: people behind one address are let through, a list of addresses is not tried out. */
export const codesPerNetwork = (network: string): Limit => ({
  what: "codes_per_network",
  atMost: isShared(network) ? env().CODES_PER_NETWORK_AN_HOUR : 20,
  withinMs: HOUR_MS,
});

/** Codes typed by one network, right or wrong: two for each code that a shared one may ask for, and never fewer than a household's hundred. */
export const triesPerNetwork = (network: string): Limit => ({
  what: "tries_per_network",
  atMost: isShared(network) ? Math.max(100, 2 * env().CODES_PER_NETWORK_AN_HOUR) : 100,
  withinMs: HOUR_MS,
});
