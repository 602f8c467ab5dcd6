import { Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import type { ActingOnCase, Officer } from "./act-on-case";
import { type Told, wasToldBetween } from "./decision";
import { endUndelivered } from "./end-undelivered";
import { findAnswerAddress } from "./find-answer-address";

type Telling = { body: string; told?: Told | null } & (
  | { kind: "grievance_message" }
  | { kind: "grievance_decided"; outcome: string }
  | { kind: "grievance_closed"; because: string }
);

/**
 * Writes the officer's words down and has them mailed, in the transaction of the act. Who has no address was told in some other way
 * before, and the message says how and when. Throws `desk_no_address` and `desk_told_when`.
 */
export async function tellPerson({ tx, now, case: found }: ActingOnCase, actor: Officer, telling: Telling): Promise<{ messageId: string }> {
  const { body, told = null } = telling;
  const { email } = await findAnswerAddress(tx, found);
  if (!email && !told) throw new Refusal("desk_no_address");
  if (told && !wasToldBetween(told, found.receivedAt, now)) throw new Refusal("desk_told_when");
  const { id: grievanceId, tenantId, language, number: grievanceNumber } = found;
  // Its id is given like that of everybody's message, in order: what was said after a decision is told by it.
  const own = { grievanceId, tenantId, author: "officer", authorId: actor.id, body, writtenAt: now } as const;
  const data = { ...own, toldBy: told?.by ?? null, toldAt: told?.at ?? null };
  const { id: messageId } = await tx.grievanceMessage.create({ data, select: { id: true } });
  if (told) await endUndelivered(tx, grievanceId, now);
  if (!email) return { messageId };
  const mail = { subjectId: messageId, tenantId, requestId: null, toAddress: email, language, at: now };
  const params = { grievanceNumber, messageId };
  if (telling.kind === "grievance_message") await writeNotice(tx, { ...mail, kind: telling.kind, params });
  else if (telling.kind === "grievance_decided")
    await writeNotice(tx, { ...mail, kind: telling.kind, params: { ...params, outcome: telling.outcome } });
  else await writeNotice(tx, { ...mail, kind: telling.kind, params: { ...params, because: telling.because } });
  return { messageId };
}
