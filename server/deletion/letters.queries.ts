import type { Tx } from "@/server/lib/db";
import { maskEmail, maskWithin } from "@/server/lib/mask";
import { type Check, type FindingCode, sentenceOf, type Verdict } from "./verification";

/**
 * The newest 50 letters of a request, oldest first, with their findings. Words and raw facts stay behind until somebody opens the
 * letter, which is written down (A1); what is said about the sender is masked, and facts are left out where `seesLetters` is false (A2). Of a letter to the grievance desk stands here
 * that it came, because whoever decides must know (V7), and what it proves where it asked for something of the request; nothing else (G1).
 */
export async function lettersOf(db: Tx, requestId: string, seesLetters: boolean) {
  const rows = await db.inboundMail.findMany({
    where: { requestId },
    orderBy: { receivedAt: "desc" },
    take: 50,
    select: {
      id: true,
      receivedAt: true,
      fromAddress: true,
      bytes: true,
      intent: true,
      sender: true,
      reasons: true,
      outcome: true,
      grievanceId: true,
      verifications: { select: { check: true, verdict: true, code: true, facts: true } },
    },
  });
  return rows.toReversed().map(({ id, receivedAt, intent, sender, grievanceId, ...row }) => {
    const checks = checksOf(row.verifications, seesLetters);
    if (grievanceId) {
      const asked = row.outcome === "opened_case" || row.outcome === "added_to_case" ? [] : checks;
      const unsaid = { from: null, bytes: 0, reasons: [] as { code: string; sentence: string }[] };
      return { id, receivedAt, intent, sender, isOfDesk: true, withheld: true, checks: asked, ...unsaid };
    }
    const from = row.fromAddress && maskEmail(row.fromAddress);
    return {
      id,
      receivedAt,
      intent,
      sender,
      isOfDesk: false,
      withheld: !seesLetters,
      checks,
      from,
      bytes: row.bytes,
      reasons: reasonsOf(row),
    };
  });
}

const reasonsOf = ({ reasons }: { reasons: unknown }) =>
  ((reasons ?? []) as { code: string; sentence: string }[]).map(({ code, sentence }) => ({ code, sentence: maskWithin(sentence) }));

type Found = { check: Check; verdict: Verdict; code: string; facts: unknown };

const checksOf = (found: Found[], seesLetters: boolean) =>
  found.map((one) => {
    const facts = maskValues(one.facts as Record<string, string>);
    const code = one.code as FindingCode;
    return { check: one.check, verdict: one.verdict, code, sentence: sentenceOf(code, facts), facts: seesLetters ? facts : {} };
  });

const maskValues = (facts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, maskWithin(String(value))]));
