import type { InboundMail } from "@/prisma/generated/client";
import { provePerson } from "@/server/grievance/prove-person";
import type { Tx } from "@/server/lib/db";
import type { Deps } from "@/server/lib/deps";
import { askForAnotherLook, type Examine, factsOf, matchUnderLock, remember } from "./process-letter";
import { tenantAskingRefund } from "./refund-letter";
import { caseLetter, sendFirstCode, takeForDesk } from "./route-letter";

type Routing = Parameters<typeof takeForDesk>[1];

/**
 * Looks again at a letter about which DNS did not answer (V4: "do not know" is retried). Only the verdict on the sender can
 * change; what was opened by it stays. A letter proven now brings the code it did not bring before, and reaches the grievance desk where
 * nothing but the missing proof kept it from there: the thread that it answers, or a case of its own with the clock of its arrival.
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
    // As it is under the lock: a person may have made something of it while DNS was asked.
    const was = await tx.inboundMail.findUniqueOrThrow({ where: { id: letterId }, select: BELONGS });
    const { requestId, tenantId, grievanceId } = was;
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
    if (requestId && tenantId) await sendFirstCode(tx, routing, requestId, tenantId);
    if (letter.sender === "passed") {
      const isReplay = await remember(tx, letterId, letter, now);
      if (grievanceId) await provePerson(tx, grievanceId, await caseLetter(tx, routing), now);
      else if (!isReplay) await bringToDesk(tx, routing, was);
    }
    await askForAnotherLook(tx, letterId, letter, receivedAt, now);
  });
}

const BELONGS = { requestId: true, tenantId: true, aboutTenantId: true, grievanceId: true, intent: true, outcome: true } as const;
type Belongs = Pick<InboundMail, keyof typeof BELONGS>;

/** Unless the same mail came again meanwhile, proven (V5). What it set in motion elsewhere stays so; what merely waited for a person is the desk's. */
async function bringToDesk(tx: Tx, routing: Routing, was: Belongs): Promise<void> {
  const taken = await takeForDesk(tx, routing);
  if (!taken) return;
  const { grievanceId, outcome } = taken;
  const waited = ["queued", "unmatched", "routed_end_user"].includes(was.outcome ?? "") && tenantAskingRefund(was) === null;
  await tx.inboundMail.update({
    where: { id: routing.letterId },
    data: {
      grievanceId,
      aboutTenantId: was.aboutTenantId ?? taken.tenantId,
      ...(waited ? { outcome, tenantId: taken.tenantId ?? was.tenantId } : {}),
    },
    select: { id: true },
  });
}

async function isStillOpen(tx: Tx, letterId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT 1 FROM console.inbound_mail WHERE id = ${letterId}::uuid AND sender = 'inconclusive' FOR UPDATE`;
  return rows.length === 1;
}
