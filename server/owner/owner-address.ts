import { hmacSha256 } from "@/server/lib/crypto";
import { env } from "@/server/lib/env";

/** What is stored of where a code was asked from: keyed, so that it leads to nobody. */
export const hashOfNetwork = (network: string): string => hmacSha256(env().NEXTAUTH_SECRET, `owner-network:${network}`).toString("hex");

/** An address as we hold it: without blanks around it, in small letters. */
export const plainAddress = (typed: string): string => typed.trim().toLowerCase();

/** What is stored of an address that a code was asked for, known or not: keyed, so that nobody who reads it finds out whose it is. */
export const hashOfAddress = (address: string): string =>
  hmacSha256(env().NEXTAUTH_SECRET, `owner-address:${plainAddress(address)}`).toString("hex");
