import { decodeWords } from "postal-mime";
import { authenticateLetter, type WhileBusy } from "./authenticate-letter";
import { readAutomaticMarks } from "./automatic-mail";
import { openDnsLookup } from "./dns-lookup.adapter";
import { fieldsNamed, type HeaderSection, rawValue, readHeaderSection, textValue } from "./header-section";
import { readWishes } from "./intent";
import { guessLanguage } from "./language";
import type { Examination, ExaminationSettings, Mailbox, RecipientFacts, SenderFacts, SmtpFacts } from "./letter";
import { readLetterDate } from "./letter-date";
import { readLetterText, readSubject } from "./letter-text";
import { readMailboxes, readSingleMailbox } from "./mailbox";
import { ownWords } from "./own-words";
import { toPlainLine } from "./plain-text";
import { reason } from "./reasons";
import { readStatedIdentity } from "./stated-identity";
import { supportAddressMatcher } from "./support-address";
import { type FromProblem, judgeSender } from "./verdict";

export interface ExaminationDeps {
  settings: ExaminationSettings;
  /** Told around work that keeps the processor busy; needed only where a watchdog waits. */
  whileBusy?: WhileBusy;
  /** What remains for DNS when it begins; the usual deadline when it is left out. */
  dnsDeadlineMs?: () => number;
  /** Told what the letter says as soon as that is known, while DNS is still being asked. */
  onRead?: (preliminary: Examination) => void;
}

const MAX_FROM_BYTES = 4_096;
const MAX_RECIPIENT_BYTES = 1_000_000;

const NOTHING_KNOWN: SenderFacts = {
  signatures: [],
  spf: { result: "not_evaluated", domain: null, aligned: false, openToAll: false, comment: null },
  dmarc: { result: "not_evaluated", policy: null, policyDomain: null },
  dnsTrouble: [],
  hasArcHeaders: false,
};

/**
 * Examines one raw letter: who really sent it (V2 check 1, V4, V5), what it asks for, and what it says about account and organisation.
 * Uses DNS and nothing else. `smtp` are facts of our own edge; without them only a signature can prove the sender.
 */
export async function examineLetter(deps: ExaminationDeps, raw: Uint8Array, smtp: SmtpFacts): Promise<Examination> {
  const { settings } = deps;
  const whileBusy: WhileBusy = deps.whileBusy ?? ((work) => work());
  const read = await whileBusy(async () => readLetter(raw, smtp, settings));
  const { section, from, fromProblem, recipients } = read;
  const answer = (facts: SenderFacts, { sender, reasons }: Pick<Examination, "sender" | "reasons">): Examination => ({
    ...read.content,
    from: from?.address ?? null,
    sender,
    reasons,
    facts,
    recipients,
    addressedToSupport: recipients.supportNamedIn.length > 0,
    sentAt: typeof read.sentAtMs === "number" ? new Date(read.sentAtMs) : null,
    signatureHashes: facts.signatures.filter((signature) => signature.result === "pass").map((signature) => signature.hash),
  });
  deps.onRead?.(answer(NOTHING_KNOWN, { sender: "inconclusive", reasons: [reason("out_of_time")] }));
  const facts = from && !fromProblem ? await authenticate(deps, whileBusy, section, from, smtp) : NOTHING_KNOWN;
  const verdict = judgeSender({
    from,
    fromProblem,
    oddities: section.oddities,
    sentAtMs: read.sentAtMs,
    receivedAtMs: smtp.receivedAt.getTime(),
    supportNamedIn: recipients.supportNamedIn,
    facts,
  });
  return answer(facts, verdict);
}

async function authenticate(
  deps: ExaminationDeps,
  whileBusy: WhileBusy,
  section: HeaderSection,
  from: Mailbox,
  smtp: SmtpFacts,
): Promise<SenderFacts> {
  const dns = openDnsLookup(deps.settings.dnsServers, deps.dnsDeadlineMs?.());
  try {
    return await authenticateLetter(dns, whileBusy, section, from, smtp);
  } finally {
    dns.close();
  }
}

async function readLetter(raw: Uint8Array, smtp: SmtpFacts, settings: ExaminationSettings) {
  const section = readHeaderSection(raw);
  const { from, fromProblem } = readFrom(section);
  const subject = readSubject(section);
  const { text, isCut } = await readLetterText(section);
  const own = ownWords(text);
  const automatic = readAutomaticMarks(section, from, smtp, settings.supportAddresses);
  const isAutomatic = automatic.some(
    (mark) => mark === "auto_submitted" || mark === "auto_reply" || mark === "bulk" || mark === "mailer_daemon",
  );
  const content = {
    ...readWishes(subject, own, isAutomatic),
    ...readStatedIdentity(own, subject, settings.supportAddresses),
    messageId: readMessageId(section),
    references: readReferences(section),
    fromName: readFromName(section),
    subject,
    text,
    isTextCut: isCut,
    language: guessLanguage(`${subject}\n${own}`),
    automatic,
  };
  return {
    section,
    from,
    fromProblem,
    recipients: readRecipients(section, settings.supportAddresses),
    sentAtMs: readSentAt(section),
    content,
  };
}

function readFrom(section: HeaderSection): { from: Mailbox | null; fromProblem: FromProblem | null } {
  const fields = fieldsNamed(section, "from");
  const [field] = fields;
  if (!field) return { from: null, fromProblem: "missing" };
  if (fields.length > 1) return { from: null, fromProblem: "repeated" };
  if (field.end - field.start > MAX_FROM_BYTES) return { from: null, fromProblem: "too_long" };
  // Bytes that are no UTF-8 may stand in a name. In the address itself nobody knows which letters they are meant to be.
  const text = textValue(section, field) ?? rawValue(section, field).replace(/[\u0080-\u00ff]/g, "\ufffd");
  const { mailbox, problem } = readSingleMailbox(text);
  return { from: mailbox, fromProblem: problem };
}

function readRecipients(section: HeaderSection, supportAddresses: string[]): RecipientFacts {
  const isSupport = supportAddressMatcher(supportAddresses);
  const listed: string[] = [];
  const supportNamedIn: string[] = [];
  for (const name of ["to", "cc"]) {
    for (const field of fieldsNamed(section, name)) {
      const addresses = readMailboxes(textValue(section, field, MAX_RECIPIENT_BYTES) ?? rawValue(section, field, MAX_RECIPIENT_BYTES));
      listed.push(...addresses.slice(0, 50));
      if (addresses.some(isSupport)) supportNamedIn.push(name);
    }
  }
  return { listed: listed.slice(0, 50), supportNamedIn: [...new Set(supportNamedIn)] };
}

function readSentAt(section: HeaderSection): number | null | undefined {
  const [field] = fieldsNamed(section, "date");
  return field ? readLetterDate(rawValue(section, field, 1_000)) : undefined;
}

function readMessageId(section: HeaderSection): string | null {
  const [field] = fieldsNamed(section, "message-id");
  return field ? toPlainLine(rawValue(section, field, 1_000), 500) || null : null;
}

const MOST_REFERENCES = 50;

function readReferences(section: HeaderSection): string[] {
  const idsIn = (name: string) =>
    fieldsNamed(section, name)
      .flatMap((field) => [...rawValue(section, field, 20_000).matchAll(/<[^<>\s]{3,300}>/g)].map(([id]) => id))
      .reverse();
  return [...new Set([...idsIn("in-reply-to"), ...idsIn("references")])].slice(0, MOST_REFERENCES);
}

/** What stands before the address; only ever shown beside it. */
function readFromName(section: HeaderSection): string | null {
  const [field] = fieldsNamed(section, "from");
  if (!field) return null;
  const [before = "", address] = (textValue(section, field, MAX_FROM_BYTES) ?? "").split("<");
  if (address === undefined) return null;
  try {
    return toPlainLine(decodeWords(before.trim().replace(/^"(.*)"$/, "$1")), 100) || null;
  } catch {
    return null;
  }
}

/** The answer for a letter that could not be examined at all: never a "no" and never a "yes". */
export function unexamined(code: "out_of_time" | "unexaminable", why = "the file cannot be read"): Examination {
  return {
    from: null,
    fromName: null,
    references: [],
    sender: "inconclusive",
    reasons: [reason(code, { why })],
    facts: NOTHING_KNOWN,
    recipients: { listed: [], supportNamedIn: [] },
    addressedToSupport: false,
    intent: "other",
    alsoComplains: false,
    accountEmail: null,
    organisation: null,
    messageId: null,
    subject: "",
    text: "",
    isTextCut: false,
    language: "en",
    sentAt: null,
    signatureHashes: [],
    automatic: [],
  };
}
