import type { Tx } from "@/server/lib/db";
import { maskEmail } from "@/server/lib/mask";
import { type FindingCode, sentenceOf } from "./verification";

/** The newest 50 letters of a request, oldest first, with their findings, as text; words, addresses and raw facts are left out where `seesLetters` is false (A2). */
export async function lettersOf(db: Tx, requestId: string, seesLetters: boolean) {
  const rows = await db.inboundMail.findMany({
    where: { requestId },
    orderBy: { receivedAt: "desc" },
    take: 50,
    omit: { raw: true },
    include: { verifications: true },
  });
  return rows.toReversed().map((row) => ({
    id: row.id,
    receivedAt: row.receivedAt,
    from: row.fromAddress === null ? null : seesLetters ? row.fromAddress : maskEmail(row.fromAddress),
    subject: seesLetters ? row.subject : null,
    text: seesLetters ? row.text : null,
    withheld: !seesLetters,
    bytes: row.bytes,
    intent: row.intent,
    sender: row.sender,
    reasons: (row.reasons ?? []) as { code: string; sentence: string }[],
    facts: seesLetters ? row.facts : null,
    peer: seesLetters ? { ip: row.peerIp, helo: row.helo, mailFrom: row.mailFrom } : null,
    checks: row.verifications.map((check) => ({
      check: check.check,
      verdict: check.verdict,
      code: check.code as FindingCode,
      sentence: sentenceOf(check.code as FindingCode, check.facts as Record<string, string>),
      facts: seesLetters ? (check.facts as Record<string, string>) : {},
    })),
  }));
}
