import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/*
 *  ciphertext = version (1 byte, 1) ‖ nonce (12) ‖ AES-256-GCM(text) ‖ tag (16)
 *
 *  The row it belongs to is authenticated with it: moved to another tenant, table, column or row, it does not open.
 *  Nonces are random: one tenant's key is good for 2^32 of them (NIST SP 800-38D §8.3).
 */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a piece of content stands. */
export type ContentPlace = { tenantId: string; table: "message" | "transcript" | "bot"; column: "body" | "system_prompt"; rowId: string };

const identity = ({ tenantId, table, column, rowId }: ContentPlace): Buffer =>
  Buffer.from(["callmissed content 1", tenantId, table, column, rowId].join("\0"));

/** Encrypts a text under the tenant's data key (32 bytes), bound to the row it belongs to (P5, D§3 "encrypted and isolated"). */
export function sealContent(dataKey: Buffer, place: ContentPlace, text: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", dataKey, nonce).setAAD(identity(place));
  const parts = [Buffer.from([VERSION]), nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
  return new Uint8Array(Buffer.concat(parts));
}

/** Opens what `sealContent` sealed for exactly this place; throws for anything else, without saying what was in it. */
export function openContent(dataKey: Buffer, place: ContentPlace, sealed: Uint8Array): string {
  const data = Buffer.from(sealed);
  if (data.length < 1 + NONCE_BYTES + TAG_BYTES || data[0] !== VERSION) throw new Error("this is no content of a known form");
  const decipher = createDecipheriv("aes-256-gcm", dataKey, data.subarray(1, 1 + NONCE_BYTES))
    .setAAD(identity(place))
    .setAuthTag(data.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(data.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error("the content does not open with this key at this place", { cause });
  }
}
