import canonicalize from "canonicalize";
import { base64url, CompactSign, compactVerify, decodeProtectedHeader, importJWK } from "jose";
import { sha256Hex } from "@/server/lib/crypto";
import type { PublicKey, SigningKey } from "@/server/lib/signing-keys";
import { type Statement, statementSchema } from "./certificate";

/** Says what a signature of ours is about, so that one made for another purpose is never taken for a certificate. */
export const CERTIFICATE_TYPE = "deletion-certificate+jws";

export type Finding =
  | { is: "valid"; statement: Statement; kid: string; sha256: string }
  | { is: "invalid"; because: string }
  | { is: "unknown"; because: string };

/** Signs a statement: canonical JSON (RFC 8785), Ed25519, compact JWS. The same statement and key give the same bytes. */
export async function signStatement(statement: Statement, key: SigningKey): Promise<string> {
  const payload = new TextEncoder().encode(canonical(statementSchema.parse(statement)));
  return new CompactSign(payload)
    .setProtectedHeader({ alg: "EdDSA", kid: key.kid, typ: CERTIFICATE_TYPE })
    .sign(await importJWK(key.privateJwk, "EdDSA"));
}

/**
 * Looks whether a compact JWS is a certificate of ours, byte for byte. "invalid": it was changed or never ours; "unknown":
 * it cannot be said with these keys. Only Ed25519 counts, whatever the header claims.
 */
export async function examineCertificate(jws: string, keys: readonly PublicKey[]): Promise<Finding> {
  const parts = jws.split(".");
  if (parts.length !== 3 || parts.some((part) => part === ""))
    return { is: "unknown", because: "The certificate is cut off: it has three parts." };
  if (parts.some((part) => !isExact(part))) return invalid("The certificate was changed: it is not written the way it was signed.");
  const header = headerOf(jws);
  if (!header) return invalid("The certificate was changed: its head cannot be read.");
  if (header.alg !== "EdDSA")
    return invalid(`The certificate claims to be signed by "${String(header.alg)}". Ours are signed with Ed25519 only.`);
  if (header.typ !== CERTIFICATE_TYPE) return invalid("This is a signed text, but not a deletion certificate.");
  const key = keys.find(({ kid }) => kid === header.kid);
  if (!key) return { is: "unknown", because: `It is signed with the key "${String(header.kid)}", which is not among the keys given.` };
  let payload: string;
  try {
    payload = new TextDecoder().decode((await compactVerify(jws, await importJWK({ ...key }, "EdDSA"), { algorithms: ["EdDSA"] })).payload);
  } catch {
    return invalid(`The signature does not fit: a byte was changed, or another key called "${key.kid}" signed it.`);
  }
  const statement = statementSchema.safeParse(parseJson(payload));
  if (!statement.success || canonical(statement.data) !== payload)
    return { is: "unknown", because: "The signature is ours, but this version of the program cannot read what it says." };
  return { is: "valid", statement: statement.data, kid: key.kid, sha256: sha256Hex(jws) };
}

const invalid = (because: string): Finding => ({ is: "invalid", because });

const canonical = (value: unknown): string => canonicalize(value) ?? "";

/** Base64url leaves room for spare bits; whoever uses it has changed a character without changing what it stands for. */
function isExact(part: string): boolean {
  try {
    return base64url.encode(base64url.decode(part)) === part;
  } catch {
    return false;
  }
}

function headerOf(jws: string): { alg?: unknown; kid?: unknown; typ?: unknown } | null {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
