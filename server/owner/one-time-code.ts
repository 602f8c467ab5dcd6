import { hmacSha256, sha256Hex } from "@/server/lib/crypto";
import { env } from "@/server/lib/env";

/**
 * The six digits of a confirmation. Derived from its id with a secret that is not in the database: nothing that could be
 * read there, backups included, gives the code away, and a mail that is sent again carries the same one.
 */
export function oneTimeCode(confirmationId: string): string {
  const mac = hmacSha256(env().NEXTAUTH_SECRET, `one-time-code:${confirmationId}`);
  // 48 bits modulo a million: the bias is below 1 in 10⁸.
  return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** What is stored: keyed, because a million plain hashes are tried in a blink. */
export const hashOfCode = (confirmationId: string, code: string): string =>
  sha256Hex(hmacSha256(env().NEXTAUTH_SECRET, `one-time-code-hash:${confirmationId}:${code}`));
