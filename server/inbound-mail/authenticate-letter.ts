import { isIP } from "node:net";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { evaluateDmarc } from "mailauth/lib/dmarc/index.js";
import { spf } from "mailauth/lib/spf/index.js";
import type { DnsLookup } from "./dns-lookup.adapter";
import { shareRegistrableDomain } from "./domain-name";
import type { HeaderSection } from "./header-section";
import type { DmarcFacts, Mailbox, SenderFacts, SignatureFacts, SmtpFacts, SpfFacts } from "./letter";
import { isFresh } from "./letter-date";
import { readMailFrom } from "./mail-from";
import { MAX_SIGNATURES_EXAMINED, readSignatures, type WrittenSignature } from "./signature";

/** Runs work that keeps the processor busy; the examiner uses it to know which letter holds the thread. */
export type WhileBusy = <T>(work: () => Promise<T>) => Promise<T>;

const MIN_KEY_BITS = 1024;
const MAX_KEY_BITS = 8192;
const STRONG_KEY_BITS = 2048;
/** Addresses from which nobody can legitimately connect. A record that lets even these send lets everybody send. */
const NOBODY = { 4: ["240.113.7.1", "0.113.7.1"], 6: ["100::7113", "fe00::7113"] };

/**
 * Evaluates SPF, DKIM and DMARC of one letter ourselves, from its bytes, our own SMTP facts and the DNS. Whatever headers claim
 * about earlier checks is not read. Only form and mathematics: the verdict is drawn in `verdict.ts`.
 */
export async function authenticateLetter(
  dns: DnsLookup,
  whileBusy: WhileBusy,
  section: HeaderSection,
  from: Mailbox,
  smtp: SmtpFacts,
): Promise<SenderFacts> {
  const written = readSignatures(section);
  const examined = chooseExamined(written, from.domain);
  const mailFrom = readMailFrom(smtp.mailFrom, smtp.helo);
  askAhead(dns, examined, from.domain, mailFrom?.domain ?? null);

  const [signatures, spfCheck] = await Promise.all([
    checkSignatures(dns, whileBusy, section, written, examined, smtp.receivedAt),
    checkSpf(dns, smtp),
  ]);

  const passing = signatures.filter((signature) => signature.result === "pass").map((signature) => signature.domain);
  const evaluation = await evaluateDmarc({
    headerFrom: [`author@${from.domain}`],
    fromFields: 1,
    dkimDomains: [...new Set(passing)].map((domain) => ({ domain })),
    spfDomains: spfCheck.result === "pass" && spfCheck.domain ? [spfCheck.domain] : [],
    resolver: dns.resolve,
    strict: true,
  });
  const response = evaluation.response || null;
  const hasPolicy = response?.status.result === "pass" || response?.status.result === "fail";
  // The tree walk trusts whoever publishes a record above; the Public Suffix List keeps a registry from aligning with its customers.
  const isAligned = (domain: string, byTreeWalk: boolean) => shareRegistrableDomain(from.domain, domain) && (byTreeWalk || !hasPolicy);

  for (const signature of signatures) {
    signature.aligned = isAligned(signature.domain, signature.result !== "pass" || Boolean(evaluation.dkimAligned?.has(signature.domain)));
    signature.counts = signature.result === "pass" && signature.objections.length === 0;
  }
  const spfFacts = {
    ...spfCheck,
    aligned: Boolean(spfCheck.domain && isAligned(spfCheck.domain, !hasPolicy || isSpfAligned(response, spfCheck, from.domain))),
  };
  if (spfFacts.result === "pass" && spfFacts.aligned) spfFacts.openToAll = await isOpenToAll(dns, smtp);
  return {
    signatures,
    spf: spfFacts,
    dmarc: toDmarcFacts(response),
    dnsTrouble: dns.trouble,
    hasArcHeaders: section.fields.some((field) => field.name.startsWith("arc-")),
  };
}

function isSpfAligned(
  response: { alignment?: { spf: { result?: string; strict: boolean } } } | null,
  check: SpfFacts,
  fromDomain: string,
): boolean {
  // For anything but a pass the alignment only tells the agent (and the verdict) whether the envelope could have counted.
  if (check.result !== "pass") return !response?.alignment?.spf.strict || check.domain === fromDomain;
  return response?.alignment?.spf.result === check.domain;
}

function chooseExamined(written: WrittenSignature[], fromDomain: string): WrittenSignature[] {
  const verifiable = written.filter((signature) => signature.isVerifiable);
  const mayAlign = (signature: WrittenSignature) => shareRegistrableDomain(fromDomain, signature.domain);
  return [...verifiable.filter(mayAlign), ...verifiable.filter((signature) => !mayAlign(signature))].slice(0, MAX_SIGNATURES_EXAMINED);
}

/** Puts the questions that will come up anyway at the same moment, so that a slow resolver costs its delay once. */
function askAhead(dns: DnsLookup, examined: WrittenSignature[], fromDomain: string, envelopeDomain: string | null): void {
  for (const signature of examined) void dns.resolve(keyName(signature), "TXT").catch(() => undefined);
  const labels = fromDomain.split(".").slice(-7);
  for (let index = 0; index < labels.length; index += 1)
    void dns.resolve(`_dmarc.${labels.slice(index).join(".")}`, "TXT").catch(() => undefined);
  if (envelopeDomain) void dns.resolve(envelopeDomain, "TXT").catch(() => undefined);
}

const keyName = (signature: WrittenSignature) => `${signature.selector}._domainkey.${signature.domain}`;

async function checkSignatures(
  dns: DnsLookup,
  whileBusy: WhileBusy,
  section: HeaderSection,
  written: WrittenSignature[],
  examined: WrittenSignature[],
  receivedAt: Date,
): Promise<SignatureFacts[]> {
  const keyNames = new Set(examined.map((signature) => keyName(signature).toLowerCase()));
  // The verifier also follows ARC; its questions are none of ours.
  const resolver = async (name: string, type: string) =>
    keyNames.has(name.toLowerCase()) ? onlyKey(await dns.resolve(name, type)) : Promise.reject(noSuchName());
  await Promise.allSettled([...keyNames].map((name) => dns.resolve(name, "TXT")));
  const results = new Map<WrittenSignature, Verified>();
  for (const isRelaxed of [true, false]) {
    // In the order of the letter, because that is the order in which the verifier reports; never by value, which can be copied.
    const group = written.filter((signature) => examined.includes(signature) && signature.isRelaxed === isRelaxed);
    if (group.length === 0) continue;
    const options = { resolver, curTime: receivedAt, minBitLength: MIN_KEY_BITS, rejectRsaSha1: true };
    const verified = await whileBusy(() => dkimVerify(excerpt(section, group), options));
    if (verified.results.length !== group.length) continue;
    for (const [index, signature] of group.entries()) results.set(signature, verified.results[index] as Verified);
  }
  return written.map((signature) => toFacts(signature, results.get(signature), examined.includes(signature), receivedAt));
}

type Verified = Awaited<ReturnType<typeof dkimVerify>>["results"][number];

function toFacts(signature: WrittenSignature, verified: Verified | undefined, wasExamined: boolean, receivedAt: Date): SignatureFacts {
  const objections = new Set(signature.objections);
  const receivedMs = receivedAt.getTime();
  if (signature.isVerifiable && !wasExamined) objections.add("too_many_signatures");
  if (signature.signedAtSeconds !== null && !isFresh(signature.signedAtSeconds * 1000, receivedMs)) objections.add("signature_stale");
  if (signature.expiresAtSeconds !== null && signature.expiresAtSeconds * 1000 < receivedMs) objections.add("signature_expired");
  const status = verified?.status;
  const bits = verified?.modulusLength ?? (signature.algorithm.startsWith("ed25519") && status?.result === "pass" ? 256 : null);
  const isRsa = signature.algorithm.startsWith("rsa");
  if (status?.policy?.["dkim-rules"] === "weak-key") objections.add("weak_key");
  if (isRsa && bits !== null && bits > MAX_KEY_BITS) objections.add("oversize_key");
  if (status?.testing) objections.add("key_in_test_mode");
  if (status?.warnings?.includes("identity-domain")) objections.add("identity_mismatch");
  // An expired signature is still proof of who signed it; the verifier's "neutral" for it is undone, and the objection stands.
  const isExpiredPass = status?.result === "neutral" && status.comment === "expired";
  return {
    domain: signature.domain,
    selector: signature.selector,
    algorithm: signature.algorithm,
    result:
      !verified || !status
        ? "not_examined"
        : status.result === "pass" || isExpiredPass
          ? "pass"
          : status.result === "temperror"
            ? "unknown"
            : "fail",
    comment: status?.comment ?? status?.policy?.["dkim-rules"] ?? null,
    aligned: false,
    keyBits: bits,
    weak: isRsa && bits !== null && bits < STRONG_KEY_BITS,
    counts: false,
    objections: [...objections],
    signedFields: signature.signedFields,
    signedAt: toIso(signature.signedAtSeconds),
    expiresAt: toIso(signature.expiresAtSeconds),
    hash: signature.hash,
  };
}

/** The letter reduced to what the chosen signatures speak about: a verifier reads a small header quickly, and a huge one not at all. */
function excerpt(section: HeaderSection, signatures: WrittenSignature[]): Buffer {
  const named = new Set(["from", ...signatures.flatMap((signature) => signature.signedFields)]);
  const own = new Set(signatures.map((signature) => signature.field));
  const parts: Buffer[] = [];
  const lineBreak = Buffer.from("\r\n");
  for (const field of section.fields) {
    if (field.name === "dkim-signature" ? !own.has(field) : !named.has(field.name)) continue;
    const line = section.bytes.subarray(field.start, field.end);
    // Unfolding changes nothing about a relaxed signature, and spares the verifier a reading that is quadratic in the folds.
    const isUnfoldable = field.lines > 1 && signatures.every((signature) => signature.isRelaxed);
    parts.push(isUnfoldable ? Buffer.from(line.toString("latin1").replace(/\r?\n/g, ""), "latin1") : line, lineBreak);
  }
  return Buffer.concat([...parts, lineBreak, section.bytes.subarray(section.bodyStart)]);
}

/** Several TXT records may share the name of a key; the one that is a key is meant, when there is exactly one. */
function onlyKey(rows: string[][] | string[]): string[][] | string[] {
  const keys = (rows as string[][]).filter((row) => /(?:^|;)\s*p\s*=/.test([row].flat().join("")));
  return keys.length === 1 ? keys : rows;
}

async function checkSpf(dns: DnsLookup, smtp: SmtpFacts): Promise<SpfFacts> {
  const none: SpfFacts = { result: "not_evaluated", domain: null, aligned: false, openToAll: false, comment: null };
  const mailFrom = readMailFrom(smtp.mailFrom, smtp.helo);
  if (!smtp.ip || !isIP(smtp.ip) || !mailFrom) return none;
  const result = await evaluateSpf(dns, smtp, smtp.ip);
  return { ...none, result: result.status.result as SpfFacts["result"], domain: mailFrom.domain, comment: result.status.comment ?? null };
}

async function isOpenToAll(dns: DnsLookup, smtp: SmtpFacts): Promise<boolean> {
  const family = isIP(smtp.ip ?? "") === 6 && !/^::ffff:\d+\./i.test(smtp.ip ?? "") ? 6 : 4;
  const results = await Promise.all(NOBODY[family].map((ip) => evaluateSpf(dns, smtp, ip)));
  return results.some((result) => result.status.result === "pass");
}

function evaluateSpf(dns: DnsLookup, smtp: SmtpFacts, ip: string) {
  const mailFrom = readMailFrom(smtp.mailFrom, smtp.helo);
  const helo = mailFrom?.helo ?? `[${ip}]`;
  return spf({ ip, helo, sender: mailFrom?.address ?? "", mta: "receiver.invalid", resolver: dns.resolve, strict: true });
}

function toDmarcFacts(response: { status: { result: string }; policy?: string; policyDomain?: string } | null): DmarcFacts {
  if (!response) return { result: "not_evaluated", policy: null, policyDomain: null };
  const result = response.status.result;
  return {
    result: result === "pass" || result === "fail" || result === "none" || result === "temperror" ? result : "temperror",
    policy: response.policy === "none" || response.policy === "quarantine" || response.policy === "reject" ? response.policy : null,
    policyDomain: response.policyDomain ?? null,
  };
}

function toIso(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

function noSuchName(): NodeJS.ErrnoException {
  return Object.assign(new Error("not a question of this letter"), { code: "ENOTFOUND" });
}
