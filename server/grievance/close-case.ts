import { voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { writeNotice } from "@/server/notice/write-notice";
import { REASONS_LEAST, WITHDRAWN_LEAST } from "@/server/policy/grievance";
import { type ActingOnCase, actOnCase, type Officer } from "./act-on-case";
import { checkNamed } from "./check-named";
import { checkNoReply } from "./check-no-reply";
import { checkText } from "./check-text";
import { countSaid } from "./count-said";
import { asksWhose, type CloseReason, type Told, type Whose, wasToldBetween } from "./decision";
import { endPauses } from "./end-order";
import { endUndelivered } from "./end-undelivered";
import { findAnswerAddress } from "./find-answer-address";
import { isEnding } from "./is-ending";
import { tellPerson } from "./tell-person";
import { writeNote } from "./write-note";

export type Closing = {
  grievanceId: string;
  because: CloseReason;
  seenVersion: number;
  /** "Not ours": why, as the person reads it. "Withdrawn": how they said so, as a note. */
  text?: string;
  told?: Told | null;
  whose?: Whose | null;
};

/**
 * An officer closes a case, and the person reads why in their language, with whom they can turn to; whom no mail reaches was told in some
 * other way before, and the case says how and when. What the mail says has to be true: "answered and settled" closes only what was answered
 * after the person's last word, "no reply" only what got to the person days ago,
 * "not ours" says why, and how a complaint was withdrawn stands in the case. The case of an erased account is closed without a word.
 * What we wrote down without its tenant takes a word on whose it is. Throws `desk_whose`, `desk_not_answered`, `desk_answered_before`, `desk_nothing_asked`, `desk_not_reached`, `desk_reasons_short`, `desk_not_withdrawn`, `desk_account_erased`, `desk_no_address`, `desk_told_when`, and
 * what `actOnCase` throws.
 */
export async function closeCase(deps: Deps, actor: Officer, closing: Closing): Promise<void> {
  const { grievanceId, because, seenVersion, whose } = closing;
  const text = closing.text?.trim() ? checkText(closing.text) : "";
  const consequences = async (acting: ActingOnCase) => {
    const { tx, now, case: found } = acting;
    const { tenantId } = found;
    const isAsked = asksWhose(found);
    if (isAsked && !whose) throw new Refusal("desk_whose");
    const isErased = tenantId !== null && (await isEnding(tx, tenantId));
    if (because === "no_reply") await checkNamed(tx, grievanceId);
    if (isErased !== (because === "account_erased")) throw new Refusal("desk_account_erased");
    await refuseUntrue(acting, because, text);
    await tx.grievance.update({
      where: { id: grievanceId },
      data: { state: "closed", closedAt: now, closedBecause: because, stateChangedAt: now, version: found.version + 1 },
      select: { id: true },
    });
    await endPauses(tx, grievanceId, actor, now);
    await voidApproval(tx, "correct_address", grievanceId, now, "over");
    await endUndelivered(tx, grievanceId, now);
    if (because === "withdrawn_by_person" && text) await writeNote(acting, actor, text);
    if (because === "not_ours") await tellPerson(acting, actor, { kind: "grievance_closed", because, body: text, told: closing.told });
    else if (!isErased) await tellClosed(acting, actor, closing);
    const said = isAsked && whose ? { whose } : {};
    await recordAuditEvent(tx, "grievance.closed", actor, { tenantId }, { grievanceId, because, ...said });
  };
  await actOnCase(deps, actor, grievanceId, "close", consequences, seenVersion);
}

/** Whether the sentence that the person will read is so, by what was written and in which order. */
async function refuseUntrue(acting: ActingOnCase, because: CloseReason, text: string): Promise<void> {
  const { tx, case: found } = acting;
  const length = [...text].length;
  if (because === "not_ours" && length < REASONS_LEAST) throw new Refusal("desk_reasons_short", { least: REASONS_LEAST });
  if (because === "withdrawn_by_person" && length < WITHDRAWN_LEAST && (await countSaid(tx, found.id)) < 2)
    throw new Refusal("desk_not_withdrawn", { least: WITHDRAWN_LEAST });
  if (because === "answered_and_settled") {
    if (!found.decidedAt) throw new Refusal("desk_not_answered");
    const decision = await tx.grievanceMessage.findFirst({
      where: { grievanceId: found.id, author: "officer", writtenAt: found.decidedAt },
      select: { id: true },
    });
    // A letter carries the time at which it came, which can be before a decision that was made before it was read; ids are in order.
    const since = [{ writtenAt: { gt: found.decidedAt } }, ...(decision ? [{ id: { gt: decision.id } }] : [])];
    if ((await tx.grievanceMessage.count({ where: { grievanceId: found.id, author: "person", OR: since } })) > 0)
      throw new Refusal("desk_answered_before");
  }
  if (because === "no_reply") await checkNoReply(acting);
}

/** A case can be closed twice, when it was opened again in between: each closing is a reason to write. */
async function tellClosed({ tx, now, case: found }: ActingOnCase, actor: Officer, { because, told = null }: Closing): Promise<void> {
  const { id: grievanceId, tenantId, language, number: grievanceNumber } = found;
  const { email } = await findAnswerAddress(tx, found);
  if (!email && !told) throw new Refusal("desk_no_address");
  if (told && !wasToldBetween(told, found.receivedAt, now)) throw new Refusal("desk_told_when");
  const mail = { subjectId: newId(), tenantId, requestId: null, language, at: now, params: { grievanceNumber, because } };
  if (email) await writeNotice(tx, { ...mail, kind: "grievance_closed", toAddress: email });
  if (!told) return;
  const line = { grievanceId, tenantId, author: "officer", authorId: actor.id, writtenAt: now } as const;
  const data = { ...line, body: `Told that the case is closed: ${because.replaceAll("_", " ")}.`, toldBy: told.by, toldAt: told.at };
  await tx.grievanceMessage.create({ data, select: { id: true } });
}
