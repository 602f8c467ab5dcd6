import { type Finding, finding } from "@/server/deletion/verification";
import type { SenderFacts, SignatureFacts } from "@/server/inbound-mail/letter";
import { reason } from "@/server/inbound-mail/reasons";
import type { Evidence } from "./fates";

/** What a letter says and where it came from, against what is on record. */
export interface Claim {
  evidence: Evidence;
  from: string;
  fromDomain: string;
  usesSpf: boolean;
  givenEmail: string | null;
  givenOrganisation: string | null;
  organisation: string;
}

/** The four checks of V2 on a letter, as the matching writes them down. */
export function checksOf(claim: Claim): { domain: Finding; others: Finding[] } {
  const { evidence, from: given, givenEmail, givenOrganisation, organisation } = claim;
  const owner = finding(evidence === "unknown_sender" ? "not_known" : "is_owner", { given });
  const account =
    givenEmail === null
      ? finding("account_not_given")
      : finding(evidence === "email_differs" ? "account_given_differs" : "account_given_matches", { given: givenEmail });
  return { domain: domainFinding(claim), others: [owner, account, organisationFinding(evidence, givenOrganisation, organisation)] };
}

function organisationFinding(evidence: Evidence, given: string | null, onRecord: string): Finding {
  if (given === null) return finding("organisation_not_given", { onRecord });
  if (evidence === "near_miss") return finding("organisation_near_miss", { given, onRecord });
  return finding(evidence === "organisation_differs" ? "organisation_given_differs" : "organisation_given_matches", { given, onRecord });
}

function domainFinding(claim: Claim): Finding {
  const { evidence, fromDomain: domain, usesSpf } = claim;
  const doubt = reasonsOf(claim)[0]?.sentence ?? "";
  if (evidence === "forged" || evidence === "not_authenticated" || evidence === "dns_no_answer" || evidence === "weak_or_partial")
    return finding(evidence, { domain, reason: doubt });
  return usesSpf ? finding("spf_aligned", { domain }) : finding("dkim_aligned", { domain, selector: "s1" });
}

/** What the examination says about the sender, in sentences. */
export function reasonsOf({ evidence, fromDomain: domain, usesSpf }: Claim): { code: string; sentence: string }[] {
  if (evidence === "forged")
    return [reason("dmarc_refused", { domain, policy: "refuse" }), reason("not_signed"), reason("spf_not_allowed", { domain })];
  if (evidence === "not_authenticated")
    return [reason("unproven", { domain }), reason("not_signed"), reason("spf_says_nothing", { domain })];
  if (evidence === "dns_no_answer") return [reason("dmarc_unknown", { domain }), reason("signature_unknown", { domain })];
  if (evidence === "weak_or_partial") return [reason("weak_algorithm", { domain }), reason("spf_says_nothing", { domain })];
  return [usesSpf ? reason("spf_passed", { domain }) : reason("dkim_passed", { domain })];
}

/** The raw facts behind the verdict on the sender. `at` is when the letter was signed, `hash` stands for its signature. */
export function senderFactsOf({ evidence, fromDomain: domain, usesSpf }: Claim, at: string, hash: string): SenderFacts {
  const isSilent = evidence === "dns_no_answer";
  const isWeak = evidence === "weak_or_partial";
  const isForged = evidence === "forged";
  const isUnsigned = usesSpf || isForged || evidence === "not_authenticated";
  const signature: SignatureFacts = {
    domain,
    selector: isWeak ? "mail" : "s1",
    algorithm: isWeak ? "rsa-sha1" : "rsa-sha256",
    result: isSilent ? "unknown" : "pass",
    comment: isSilent ? "DNS failure: ETIMEOUT" : null,
    aligned: true,
    keyBits: isSilent ? null : 2048,
    weak: false,
    counts: !isSilent && !isWeak,
    objections: isWeak ? ["weak_algorithm"] : [],
    signedFields: ["from", "to", "subject", "date", "message-id"],
    signedAt: at,
    expiresAt: null,
    hash,
  };
  const isProven = usesSpf && !isForged;
  return {
    signatures: isUnsigned ? [] : [signature],
    spf: {
      result: isProven ? "pass" : isForged ? "fail" : isSilent ? "temperror" : "none",
      domain,
      aligned: true,
      openToAll: false,
      comment: null,
    },
    dmarc: {
      result: isSilent
        ? "temperror"
        : isForged
          ? "fail"
          : isProven || signature.counts
            ? isUnsigned && !isProven
              ? "none"
              : "pass"
            : "none",
      policy: isSilent ? null : isForged ? "reject" : evidence === "not_authenticated" ? null : "quarantine",
      policyDomain: isSilent || evidence === "not_authenticated" ? null : domain,
    },
    dnsTrouble: isSilent ? [{ name: `s1._domainkey.${domain}`, type: "TXT", code: "ETIMEOUT" }] : [],
    hasArcHeaders: false,
  };
}

/** An organisation's name as somebody in a hurry types it: one letter of its longest word is missing. */
export function misspell(name: string): string {
  const longest = name.split(" ").reduce((a, b) => (b.length > a.length ? b : a), "");
  const middle = Math.floor(longest.length / 2);
  return name.replace(longest, longest.slice(0, middle) + longest.slice(middle + 1));
}
