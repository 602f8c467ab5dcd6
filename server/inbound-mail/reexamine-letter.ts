import { provePerson } from "@/server/grievance/prove-person";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { askForAnotherLook, type Examine, factsOf, matchUnderLock } from "./process-letter";
import { caseLetter, sendFirstCode } from "./route-letter";

/**
 * Looks again at a letter about which DNS did not answer (V4: "do not know" is retried). Only the verdict on the sender can
 * change; where the letter belongs stays as it was. A letter proven now brings the code it did not bring before.
 */
export async function reexamineLetter(deps: Deps & { examine: Examine }, letterId: string): Promise<void> {
  const row = await deps.db.inboundMail.findUnique({ where: { id: letterId } });
  if (row?.sender !== "inconclusive") return;
  const { peerIp, helo, mailFrom, receivedAt } = row;
  const letter = await deps.examine(row.raw, {
    ip: peerIp ?? undefined,
    helo: helo ?? undefined,
    mailFrom: mailFrom ?? undefined,
    receivedAt,
  });
  await deps.db.$transaction(async (tx) => {
    if (!(await isStillOpen(tx, letterId))) return;
    const match = await matchUnderLock(tx, letter);
    const now = await deps.clock.now(tx);
    await tx.inboundMail.update({
      where: { id: letterId },
      data: {
        sender: letter.sender,
        reasons: letter.reasons as object[],
        facts: factsOf(letter),
      },
      select: { id: true },
    });
    const domain = match.findings.find((found) => found.check === "domain");
    if (domain) {
      const { verdict, code, facts } = domain;
      await tx.verification.updateMany({ where: { letterId, check: "domain" }, data: { verdict, code, facts, decidedAt: now } });
    }
    const routing = { letterId, letter, match, receivedAt, now };
    if (row.requestId && row.tenantId) await sendFirstCode(tx, routing, row.requestId, row.tenantId);
    if (row.grievanceId && letter.sender === "passed") await provePerson(tx, row.grievanceId, await caseLetter(tx, routing), now);
    await askForAnotherLook(tx, letterId, letter, receivedAt, now);
  });
}

async function isStillOpen(tx: Tx, letterId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM console.inbound_mail WHERE id = ${letterId}::uuid AND sender = 'inconclusive' FOR UPDATE`;
  return rows.length === 1;
}
