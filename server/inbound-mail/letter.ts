/**
 * A letter is a raw mail that nobody believes yet. It is examined in one direction only:
 *
 *   raw bytes ─▶ header section ─▶ From gate ─▶ SPF · DKIM · DMARC ─▶ verdict on the sender
 *                      └─────────▶ text ─▶ own words ─▶ intent, account e-mail, organisation
 *
 * The verdict says whether the letter really comes from the domain it claims (V2, first check).
 * Whether that mailbox is the owner, and whether a person sits behind it, is asked elsewhere (V2–V3).
 */

/** What our own SMTP edge saw of the delivery. Nothing in the letter itself may fill these in. */
export interface SmtpFacts {
  /** Address of the connecting peer. */
  ip?: string;
  /** Name the peer gave in EHLO or HELO. */
  helo?: string;
  /** Envelope sender; an empty string is the null return path, undefined means that it is not known. */
  mailFrom?: string;
  receivedAt: Date;
}

export type SenderVerdict = "passed" | "failed" | "inconclusive";

export type Intent = "deletion" | "reactivation" | "refund" | "grievance" | "end_user" | "other";

export type Language = "en" | "hi";

export interface Reason {
  code: string;
  sentence: string;
}

/** One mailbox as the checks see it: local part exactly as written, domain in lower-case punycode. */
export interface Mailbox {
  localPart: string;
  domain: string;
  address: string;
}

export type SignatureResult = "pass" | "fail" | "unknown" | "not_examined";

/** One DKIM signature with everything an agent may want to see about it. */
export interface SignatureFacts {
  domain: string;
  selector: string;
  algorithm: string;
  result: SignatureResult;
  /** Why the result is what it is, in the words of the verifier. */
  comment: string | null;
  aligned: boolean;
  keyBits: number | null;
  weak: boolean;
  counts: boolean;
  /** Codes of the house rules this signature breaks; a signature that counts breaks none. */
  objections: string[];
  signedFields: string[];
  signedAt: string | null;
  expiresAt: string | null;
  /** SHA-256 of the signature's bytes, for the seen-store: white space in the header does not change it. */
  hash: string;
}

export type SpfResult = "pass" | "fail" | "softfail" | "neutral" | "none" | "temperror" | "permerror" | "not_evaluated";

export interface SpfFacts {
  result: SpfResult;
  domain: string | null;
  aligned: boolean;
  /** The record lets every address in the world send: a pass proves nothing. */
  openToAll: boolean;
  comment: string | null;
}

export interface DmarcFacts {
  result: "pass" | "fail" | "none" | "temperror" | "not_evaluated";
  policy: "none" | "quarantine" | "reject" | null;
  policyDomain: string | null;
}

export interface DnsTrouble {
  name: string;
  type: string;
  code: string;
}

export interface SenderFacts {
  signatures: SignatureFacts[];
  spf: SpfFacts;
  dmarc: DmarcFacts;
  dnsTrouble: DnsTrouble[];
  hasArcHeaders: boolean;
}

export interface RecipientFacts {
  /** To and Cc mailboxes, as far as they could be read. */
  listed: string[];
  /** Header fields (`to`, `cc`) that name one of our support addresses. */
  supportNamedIn: string[];
}

/** Signs that no person waits for an answer; to such a letter nothing is ever sent automatically. */
export type AutomaticMark =
  | "auto_submitted"
  | "null_return_path"
  | "mailing_list"
  | "bulk"
  | "auto_reply"
  | "mailer_daemon"
  | "from_ourselves";

export interface Examination {
  from: string | null;
  /** How the sender calls themselves; anybody can write anything there. */
  fromName: string | null;
  sender: SenderVerdict;
  reasons: Reason[];
  facts: SenderFacts;
  recipients: RecipientFacts;
  addressedToSupport: boolean;
  intent: Intent;
  /** It asks for what its intent says, and complains as well: a complaint always opens a case (D7.6). */
  alsoComplains: boolean;
  accountEmail: string | null;
  organisation: string | null;
  messageId: string | null;
  /** The Message-IDs that it answers (In-Reply-To, References), the nearest first. */
  references: string[];
  subject: string;
  /** Plain text for an agent's eyes: bounded, without HTML, control or direction-changing characters. */
  text: string;
  isTextCut: boolean;
  language: Language;
  sentAt: Date | null;
  /** Hashes of the signatures that fit, for the seen-store (V5); a copied signature under other words is not this mail played back. */
  signatureHashes: string[];
  automatic: AutomaticMark[];
}

/** The settings an examination depends on. */
export interface ExaminationSettings {
  /** `host:port` of the resolvers; none means those of the system. */
  dnsServers: string[];
  supportAddresses: string[];
}
