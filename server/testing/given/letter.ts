import { randomUUID } from "node:crypto";
import { type Check, FINDINGS, type Finding, type FindingCode, finding } from "@/server/deletion/verification";
import { sha256Hex } from "@/server/lib/crypto";
import { SUPPORT_ADDRESS } from "../cast";
import type { Ground } from "../given";
import { insertRows } from "../insert-rows";
import type { GivenTenant } from "./people";

/** Codes per check; what is left out passed. */
export type EvidenceWish = Partial<Record<Check, FindingCode>>;

export interface LetterWish {
  /** Whom the letter is filed under. */
  tenant?: GivenTenant;
  /** With a request the four findings are written as well. */
  requestId?: string;
  evidence?: EvidenceWish;
  from?: string;
  text?: string;
  intent?: "deletion" | "reactivation" | "refund" | "grievance" | "end_user" | "other";
  outcome?:
    | "opened_request"
    | "attached"
    | "asked_to_return"
    | "answered_member"
    | "routed_end_user"
    | "queued"
    | "unmatched"
    | "replayed"
    | "set_aside";
  receivedAt?: Date;
  /** Stored, and nobody looked at it yet. */
  isUnexamined?: true;
}

const PASSED: Record<Check, FindingCode> = {
  domain: "dkim_aligned",
  owner: "is_owner",
  account_email: "account_given_matches",
  organisation: "organisation_given_matches",
};

/** A stored letter with what its examination found. */
export async function addLetter({ pool }: Ground, wish: LetterWish): Promise<{ id: string; from: string; raw: Buffer }> {
  const { tenant, requestId } = wish;
  const id = randomUUID();
  const from = wish.from ?? tenant?.owner.email ?? "somebody@elsewhere.example";
  const text = wish.text ?? `Please delete our account.\n\nAccount email: ${from}\nOrganisation: ${tenant?.name ?? "unknown"}\n`;
  const raw = Buffer.from(
    `From: <${from}>\r\nTo: ${SUPPORT_ADDRESS}\r\nSubject: Delete our account\r\nMessage-ID: <${id}@elsewhere.example>\r\n\r\n${text.replace(/\n/g, "\r\n")}`,
  );
  const findings = findingsOf(wish.evidence ?? {}, from, tenant);
  const sender = findings.find(({ check }) => check === "domain")?.verdict ?? "passed";
  const at = wish.receivedAt?.toISOString() ?? (await databaseTime(pool));
  const examined = {
    examined_at: at,
    message_id: `<${id}@elsewhere.example>`,
    from_address: from,
    subject: "Delete our account",
    text,
    sender,
    reasons: [],
    facts: {},
    intent: wish.intent ?? "deletion",
    account_email: from,
    organisation: tenant?.name ?? null,
    outcome: wish.outcome ?? (requestId ? "opened_request" : "unmatched"),
    tenant_id: tenant?.id ?? null,
    about_tenant_id: tenant?.id ?? null,
    request_id: requestId ?? null,
  };
  const stored = {
    id,
    content_sha256: sha256Hex(raw),
    raw: `\\x${raw.toString("hex")}`,
    bytes: raw.length,
    peer_ip: "203.0.113.7",
    helo: "mail.elsewhere.example",
    mail_from: from,
    recipients: [SUPPORT_ADDRESS],
    received_at: at,
  };
  await insertRows(pool, "console.inbound_mail", [wish.isUnexamined ? stored : { ...stored, ...examined }]);
  if (requestId)
    await insertRows(
      pool,
      "console.verification",
      findings.map((found) => ({ letter_id: id, request_id: requestId, ...found, decided_at: at })),
    );
  return { id, from, raw };
}

function findingsOf(evidence: EvidenceWish, from: string, tenant: GivenTenant | undefined): Finding[] {
  const facts: Record<Check, Record<string, string>> = {
    domain: { domain: from.split("@")[1] ?? "", selector: "s1" },
    owner: { given: from },
    account_email: { given: from },
    organisation: { given: tenant?.name ?? "", onRecord: tenant?.name ?? "" },
  };
  return Object.entries({ ...PASSED, ...evidence }).map(([check, code]) => {
    if (FINDINGS[code].check !== check) throw new Error(`${code} says nothing about ${check}`);
    return finding(code, facts[check as Check]);
  });
}

/** The database's time, as ISO 8601. */
export async function databaseTime(pool: Ground["pool"]): Promise<string> {
  const { rows } = await pool.query<{ now: Date }>("SELECT clock_timestamp() AS now");
  if (!rows[0]) throw new Error("the database did not tell the time");
  return rows[0].now.toISOString();
}
