import { createHash, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import type { PublicKey, SigningKey } from "@/server/lib/signing-keys";

const DASH = "\u2014";
const ED25519 = 1;

/** A text and its signature in the form of C2SP signed notes: readable by people, checked by common tools. The text ends with a line feed. */
export function signNote(text: string, name: string, key: SigningKey): string {
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: key.privateJwk, format: "jwk" }));
  return `${text}\n${DASH} ${name} ${Buffer.concat([keyId(name, key.privateJwk), signature]).toString("base64")}\n`;
}

/** The text of a note that one of the keys signed under this name; null for any other. */
export function openNote(note: string, name: string, keys: readonly PublicKey[]): string | null {
  const from = note.lastIndexOf("\n\n");
  if (from < 0) return null;
  const text = note.slice(0, from + 1);
  for (const line of note.slice(from + 2).split("\n")) {
    const [dash, who, code = "", ...more] = line.split(" ");
    if (dash !== DASH || who !== name || more.length > 0) continue;
    const bytes = Buffer.from(code, "base64");
    const key = keys.find((one) => keyId(name, one).equals(bytes.subarray(0, 4)));
    if (key && verify(null, Buffer.from(text), createPublicKey({ key, format: "jwk" }), bytes.subarray(4))) return text;
  }
  return null;
}

function keyId(name: string, { x }: PublicKey): Buffer {
  const named = Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ED25519]), Buffer.from(x, "base64url")]);
  return createHash("sha256").update(named).digest().subarray(0, 4);
}
