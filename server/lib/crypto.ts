import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export const sha256Hex = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

export const hmacSha256 = (secret: string, data: string | Uint8Array): Buffer => createHmac("sha256", secret).update(data).digest();

/** Compares two secrets without telling by time where they differ; different lengths are simply unequal. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest()) && a.length === b.length;
}
