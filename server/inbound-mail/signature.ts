import { createHash } from "node:crypto";
import { asciiDomain } from "./domain-name";
import { fieldsNamed, type HeaderField, type HeaderSection, rawValue } from "./header-section";

/**
 * A DKIM-Signature as it is written, and the house rules it must keep before its mathematics is even looked at (V4, V5).
 * A signature that breaks one does not count; it is shown to the agent all the same.
 */
export interface WrittenSignature {
  field: HeaderField;
  domain: string;
  selector: string;
  algorithm: string;
  signedFields: string[];
  signedAtSeconds: number | null;
  expiresAtSeconds: number | null;
  hash: string;
  /** The header is signed in its relaxed form, in which folding does not matter. */
  isRelaxed: boolean;
  /** Nothing stands in the way of asking the verifier. */
  isVerifiable: boolean;
  objections: SignatureObjection[];
}

export type SignatureObjection =
  | "signature_syntax"
  | "body_only_partly_signed"
  | "needed_field_unsigned"
  | "signed_field_repeated"
  | "weak_algorithm"
  | "too_many_signatures"
  | "signature_too_long"
  | "signature_stale"
  | "signature_expired"
  | "identity_mismatch"
  | "weak_key"
  | "oversize_key"
  | "key_in_test_mode";

export const MAX_SIGNATURES_EXAMINED = 8;
const MAX_SIGNATURES_READ = 40;
const MAX_SIGNATURE_BYTES = 65_536;
const MAX_SIGNED_FIELDS = 256;
/** Reading a folded field is quadratic in the verifier; nobody folds a signed header into more lines than this. */
const MAX_SIGNED_LINES = 20_000;

const SELECTOR = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)*$/;
const NEEDED = ["from", "subject", "date"];
/** Trace fields are written once per hop by design, so several of them are no ambiguity. */
const MAY_REPEAT = new Set([
  "received",
  "x-received",
  "dkim-signature",
  "x-google-dkim-signature",
  "arc-seal",
  "arc-message-signature",
  "arc-authentication-results",
]);
const ALGORITHMS = ["rsa-sha256", "ed25519-sha256"];
const CANONICALISATIONS = /^(?:simple|relaxed)(?:\/(?:simple|relaxed))?$/i;

/** Reads one DKIM-Signature field and lists what its form already rules out. */
export function readSignature(section: HeaderSection, field: HeaderField): WrittenSignature {
  const objections = new Set<SignatureObjection>();
  const tooLong = field.end - field.start > MAX_SIGNATURE_BYTES;
  const { tags, isClean } = readTags(rawValue(section, field, MAX_SIGNATURE_BYTES));
  const tag = (name: string) => tags.get(name) ?? "";
  const packed = (name: string) => tag(name).replace(/\s+/g, "");
  const domain = signingDomain(packed("d"));
  const selector = packed("s");
  const algorithm = packed("a").toLowerCase();
  const signedFields = tag("h")
    .split(":")
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  if (tooLong || signedFields.length > MAX_SIGNED_FIELDS) objections.add("signature_too_long");
  if (!isClean || !hasWellFormedTags(tags, domain, selector)) objections.add("signature_syntax");
  if (tags.has("i") && !isIdentityOf(packed("i"), domain)) objections.add("identity_mismatch");
  if (tags.has("l")) objections.add("body_only_partly_signed");
  // One that also signs other signatures would have to be verified among them; nobody signs like that.
  if (signedFields.includes("dkim-signature")) objections.add("signature_syntax");
  if (NEEDED.some((name) => !signedFields.includes(name))) objections.add("needed_field_unsigned");
  if (isAnySignedFieldRepeated(section, signedFields)) objections.add("signed_field_repeated");
  if (!ALGORITHMS.includes(algorithm)) objections.add("weak_algorithm");
  const isRelaxed = /^relaxed/i.test(tag("c"));
  if (!isRelaxed && countLines(section, field, signedFields) > MAX_SIGNED_LINES) objections.add("signature_too_long");
  return {
    field,
    domain,
    selector,
    algorithm,
    isRelaxed,
    signedFields: signedFields.slice(0, MAX_SIGNED_FIELDS),
    signedAtSeconds: seconds(packed("t")),
    expiresAtSeconds: seconds(packed("x")),
    hash: createHash("sha256")
      .update(Buffer.from(packed("b"), "base64"))
      .digest("hex"),
    isVerifiable: !["signature_syntax", "weak_algorithm", "signature_too_long", "identity_mismatch"].some((code) =>
      objections.has(code as SignatureObjection),
    ),
    objections: [...objections],
  };
}

/** Internationalised mail may name its signer in its own script (RFC 8616 §5); the DNS knows the punycode form. */
function signingDomain(written: string): string {
  const utf8 = Buffer.from(written, "latin1").toString("utf8");
  return (utf8 === written ? null : asciiDomain(utf8)) ?? written.toLowerCase();
}

function readTags(value: string): { tags: Map<string, string>; isClean: boolean } {
  const tags = new Map<string, string>();
  let isClean = true;
  const parts = value.split(";");
  for (const [index, part] of parts.entries()) {
    if (!part.trim()) {
      if (index < parts.length - 1) isClean = false;
      continue;
    }
    const equals = part.indexOf("=");
    const name = part.slice(0, Math.max(equals, 0)).trim();
    // Names are case-sensitive and a repeated one makes the whole list invalid (RFC 6376 §3.2): verifiers disagree which one wins.
    if (!/^[a-z][a-z0-9_]*$/.test(name) || tags.has(name)) isClean = false;
    else tags.set(name, part.slice(equals + 1).trim());
  }
  return { tags, isClean };
}

function hasWellFormedTags(tags: Map<string, string>, domain: string, selector: string): boolean {
  if (!["v", "a", "b", "bh", "d", "h", "s"].every((name) => tags.get(name))) return false;
  if (tags.get("v") !== "1") return false;
  if (asciiDomain(domain) !== domain) return false;
  if (!SELECTOR.test(selector) || selector.length > 190) return false;
  if (/[^A-Za-z0-9+/=\s]/.test(`${tags.get("b")}${tags.get("bh")}`)) return false;
  if (["t", "x", "l"].some((name) => tags.has(name) && !/^\d{1,12}$/.test(tags.get(name) ?? ""))) return false;
  const canonicalisation = tags.get("c");
  if (canonicalisation !== undefined && !CANONICALISATIONS.test(canonicalisation)) return false;
  const query = tags.get("q");
  if (query !== undefined && !query.split(":").some((method) => method.trim().toLowerCase() === "dns/txt")) return false;
  const signedAt = seconds(tags.get("t") ?? "");
  const expiresAt = seconds(tags.get("x") ?? "");
  return signedAt === null || expiresAt === null || expiresAt > signedAt;
}

function isIdentityOf(identity: string, domain: string): boolean {
  const at = identity.lastIndexOf("@");
  const identityDomain = identity.slice(at + 1).toLowerCase();
  return at !== -1 && (identityDomain === domain || identityDomain.endsWith(`.${domain}`));
}

function isAnySignedFieldRepeated(section: HeaderSection, signedFields: string[]): boolean {
  const signed = new Set(signedFields.filter((name) => !MAY_REPEAT.has(name)));
  const seen = new Set<string>();
  for (const { name } of section.fields) {
    if (!signed.has(name)) continue;
    if (seen.has(name)) return true;
    seen.add(name);
  }
  return false;
}

function countLines(section: HeaderSection, field: HeaderField, signedFields: string[]): number {
  const signed = new Set(signedFields);
  let lines = field.lines;
  for (const other of section.fields) if (signed.has(other.name)) lines += other.lines;
  return lines;
}

function seconds(value: string): number | null {
  return /^\d{1,12}$/.test(value) ? Number(value) : null;
}

/** The DKIM-Signature fields, top to bottom. A letter with more of them than anybody needs is not read to its end. */
export function readSignatures(section: HeaderSection): WrittenSignature[] {
  return fieldsNamed(section, "dkim-signature")
    .slice(0, MAX_SIGNATURES_READ)
    .map((field) => readSignature(section, field));
}
