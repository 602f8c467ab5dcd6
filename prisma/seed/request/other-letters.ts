import { reason } from "@/server/inbound-mail/reasons";
import { DAY_MS, HOUR_MS } from "@/server/lib/clock";
import { sha256Hex } from "@/server/lib/crypto";
import type { Book } from "../book";
import { type Instant, iso } from "../instants";
import { randomFor } from "../random";
import type { Tenant } from "../tenant/tenant";
import { OTHER_LETTERS } from "../words/other-letters";
import { type Claim, reasonsOf, senderFactsOf } from "./evidence";
import { arrived } from "./letter";
import { compose } from "./message";

/** Mail to support that opened no request: questions, complaints, team members, strangers, and what was put aside unread. */
export function addOtherLetters(book: Book, tenants: readonly Tenant[], now: Instant): void {
  for (const [at, words] of OTHER_LETTERS.entries()) {
    const random = randomFor(`other letter ${at}`);
    const tenant = tenants[at * 3];
    if (!tenant) throw new Error("there are fewer tenants than letters");
    const member = tenant.members[0] ?? tenant.owner;
    const writer =
      words.from === "owner"
        ? tenant.owner
        : words.from === "member"
          ? member
          : { name: words.fromName ?? "A stranger", email: words.fromEmail ?? "somebody@mailbox.example" };
    const domain = writer.email.split("@")[1] ?? "";
    const receivedAt = now - Math.round((at + 1) * 0.83 * DAY_MS) + random.int(0, 5) * HOUR_MS;
    const fill = (text: string) =>
      text.replaceAll("{org}", tenant.organisation.name).replaceAll("{name}", writer.name).replaceAll("{email}", writer.email);
    const [subject, body] = [fill(words.subject), fill(words.body)];
    const isProven = words.outcome !== "unmatched";
    const peerIp = `203.0.113.${random.int(2, 250)}`;
    const signature = isProven ? { domain, selector: "s1", algorithm: "rsa-sha256" } : null;
    const { raw, messageId } = compose(
      { fromName: writer.name, from: writer.email, subject, body, at: receivedAt - 3_000, peerIp, helo: `mail.${domain}`, signature },
      random,
    );
    const stored = arrived(random.uuid(), raw, { at: receivedAt, peerIp, helo: `mail.${domain}`, mailFrom: writer.email });
    if (words.aside !== undefined) {
      book.add("console.inbound_mail", { ...stored, ...UNEXAMINED, aside_reason: words.aside, outcome: "set_aside" });
      continue;
    }
    const claim: Claim = {
      evidence: isProven ? "all_passed" : "not_authenticated",
      from: writer.email,
      fromDomain: domain,
      usesSpf: false,
      givenEmail: null,
      givenOrganisation: null,
      organisation: tenant.organisation.name,
    };
    const reasons = words.outcome === "replayed" ? [reason("date_stale")] : reasonsOf(claim);
    book.add("console.inbound_mail", {
      ...stored,
      ...UNEXAMINED,
      examined_at: iso(receivedAt + 6_000),
      message_id: messageId,
      from_address: writer.email,
      subject,
      text: body,
      sender: isProven && words.outcome !== "replayed" ? "passed" : "inconclusive",
      reasons,
      facts: senderFactsOf(claim, iso(receivedAt - 3_000), sha256Hex(`signature ${messageId}`)),
      intent: words.intent,
      outcome: words.outcome,
      tenant_id: words.from === "stranger" ? null : tenant.id,
      about_tenant_id: words.from === "stranger" ? null : tenant.id,
    });
  }
}

const UNEXAMINED = {
  examined_at: null,
  message_id: null,
  from_address: null,
  subject: null,
  text: null,
  sender: null,
  reasons: null,
  facts: null,
  intent: null,
  account_email: null,
  organisation: null,
  outcome: null,
  tenant_id: null,
  about_tenant_id: null,
  request_id: null,
};
