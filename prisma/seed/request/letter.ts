import { sha256Hex } from "@/server/lib/crypto";
import { SUPPORT_ADDRESS } from "@/server/testing/cast";
import type { Row } from "@/server/testing/insert-rows";
import type { Book } from "../book";
import { type Instant, iso } from "../instants";
import type { Random } from "../random";
import type { Tenant } from "../tenant/tenant";
import { FORGED, GOODBYES, type LetterWords, RETURNS, SECOND_LETTER, UNKNOWN_SENDER } from "../words/letters";
import { type Claim, checksOf, misspell, reasonsOf, senderFactsOf } from "./evidence";
import type { Evidence } from "./fates";
import { compose } from "./message";

export interface LetterWish {
  tenant: Tenant;
  requestId: string;
  evidence: Evidence;
  at: Instant;
  kind: "goodbye" | "again" | "return";
}

const FORGERS_HELO = "vps-81.hosting.example";
const STRANGERS_DOMAIN = "it-helpdesk.example";

/** Writes one letter about a request: its bytes, what the examination found, its four checks and its seen mark. Returns its id. */
export function addLetter(book: Book, wish: LetterWish, random: Random): string {
  const { tenant, evidence, at } = wish;
  const id = random.uuid();
  const claim = claimOf(tenant, evidence, random);
  const words = wordsFor(wish, random);
  const organisation = claim.givenOrganisation ?? "";
  const text = fillLetter(words.body, tenant, claim);
  const subject = words.subject.replace("{org}", organisation).replace(/( on| -| of)?\s*$/, "");
  const helo = evidence === "forged" ? FORGERS_HELO : `mail.${claim.fromDomain}`;
  const peerIp = `203.0.113.${random.int(2, 250)}`;
  const isSigned = !claim.usesSpf && evidence !== "not_authenticated" && evidence !== "forged";
  const signature = isSigned
    ? {
        domain: claim.fromDomain,
        selector: evidence === "weak_or_partial" ? "mail" : "s1",
        algorithm: evidence === "weak_or_partial" ? "rsa-sha1" : "rsa-sha256",
      }
    : null;
  const { raw, messageId } = compose(
    { fromName: tenant.owner.name, from: claim.from, subject, body: text, at: at - 4_000, peerIp, helo, signature },
    random,
  );
  const checks = checksOf(claim);
  const intent = wish.kind === "return" ? "reactivation" : "deletion";
  const outcome = wish.kind === "return" ? "asked_to_return" : wish.kind === "again" ? "attached" : "opened_request";
  const isBelieved = evidence !== "forged" && evidence !== "unknown_sender";
  book.add("console.inbound_mail", {
    ...arrived(id, raw, { at, peerIp, helo, mailFrom: claim.from }),
    examined_at: iso(at + 7_000),
    message_id: messageId,
    from_address: claim.from,
    subject,
    text,
    sender: checks.domain.verdict,
    reasons: reasonsOf(claim),
    facts: {
      ...senderFactsOf(claim, iso(at - 4_000), sha256Hex(`signature ${messageId}`)),
      recipients: { listed: [SUPPORT_ADDRESS], supportNamedIn: ["to"] },
      automatic: [],
    },
    intent,
    account_email: claim.givenEmail,
    organisation: claim.givenOrganisation,
    outcome,
    tenant_id: isBelieved ? tenant.id : null,
    about_tenant_id: tenant.id,
    request_id: wish.requestId,
  });
  // A forger cannot burn the id of a genuine mail: a letter whose sender failed leaves no mark.
  if (checks.domain.verdict !== "failed")
    book.add("console.seen_mark", { sha256: sha256Hex(`message-id:${messageId}`), letter_id: id, seen_at: iso(at + 7_000) });
  const decided = { letter_id: id, request_id: wish.requestId, decided_at: iso(at + 7_000) };
  book.add("console.verification", ...[checks.domain, ...checks.others].map((found) => ({ ...decided, ...found })));
  return id;
}

/** The columns a letter has as soon as it is stored, before anybody looked into it. */
export function arrived(id: string, raw: Buffer, by: { at: Instant; peerIp: string; helo: string; mailFrom: string }): Row {
  return {
    id,
    content_sha256: sha256Hex(raw),
    raw: `\\x${raw.toString("hex")}`,
    bytes: raw.length,
    peer_ip: by.peerIp,
    helo: by.helo,
    mail_from: by.mailFrom,
    recipients: [SUPPORT_ADDRESS],
    received_at: iso(by.at),
    aside_reason: null,
  };
}

function claimOf(tenant: Tenant, evidence: Evidence, random: Random): Claim {
  const { name } = tenant.organisation;
  const isStranger = evidence === "unknown_sender";
  const otherEmail = `accounts@${tenant.domain}`;
  return {
    evidence,
    from: isStranger ? `support@${STRANGERS_DOMAIN}` : tenant.owner.email,
    fromDomain: isStranger ? STRANGERS_DOMAIN : tenant.domain,
    usesSpf: !["forged", "not_authenticated", "dns_no_answer", "weak_or_partial"].includes(evidence) && random.chance(0.25),
    givenEmail: evidence === "email_not_given" ? null : evidence === "email_differs" ? otherEmail : tenant.owner.email,
    givenOrganisation:
      evidence === "organisation_not_given"
        ? null
        : evidence === "near_miss"
          ? misspell(name)
          : evidence === "organisation_differs"
            ? `${tenant.owner.name.split(" ").at(-1)} Enterprises`
            : name,
    organisation: name,
  };
}

function wordsFor({ evidence, kind, tenant }: LetterWish, random: Random): LetterWords {
  if (kind === "return") return random.pick(RETURNS);
  if (kind === "again") return SECOND_LETTER;
  if (evidence === "forged") return FORGED;
  if (evidence === "unknown_sender") return UNKNOWN_SENDER;
  // Hindi letters come from people who chose Hindi.
  return random.pick(tenant.language === "hi" ? GOODBYES.slice(2, 5) : GOODBYES.filter((_, at) => at !== 3));
}

function fillLetter(body: string, tenant: Tenant, claim: Claim): string {
  return body
    .split("\n")
    .filter(
      (line) => (claim.givenEmail !== null || !line.includes("{email}")) && (claim.givenOrganisation !== null || !line.includes("{org}")),
    )
    .join("\n")
    .replaceAll("{email}", claim.givenEmail ?? "")
    .replaceAll("{org}", claim.givenOrganisation ?? "")
    .replaceAll("{name}", tenant.owner.name);
}
