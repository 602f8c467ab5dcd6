import type { GrievanceOutcome } from "@/prisma/generated/enums";
import { voidApproval } from "@/server/approval/ask-second-person";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnCase, type Officer } from "./act-on-case";
import { checkText } from "./check-text";
import { asksWhose, refuseReasons, type Told, type Whose } from "./decision";
import { endPauses } from "./end-order";
import { tellPerson } from "./tell-person";

export type Decision = {
  grievanceId: string;
  outcome: GrievanceOutcome;
  text: string;
  seenVersion: number;
  told?: Told | null;
  whose?: Whose | null;
};

/**
 * An officer answers a case (G3): upheld, in part, or refused, with the reasons in the person's language. The words are a message, and
 * the mail reads them from there. After opening it again a new decision is a new message; the first answer stays what the period is
 * measured by. What we wrote down without its tenant takes a word on whose it is. Throws `desk_done_short`, `desk_reasons_short`,
 * `desk_whose`, and what `actOnCase`, `checkText` and `tellPerson` throw.
 */
export async function decideCase(deps: Deps, actor: Officer, decision: Decision): Promise<{ messageId: string }> {
  const { grievanceId, outcome, told, seenVersion, whose } = decision;
  const body = checkText(decision.text);
  const short = refuseReasons(outcome, body);
  if (short) throw new Refusal(short.code, { least: short.least });
  const consequences = async (acting: Parameters<Parameters<typeof actOnCase>[4]>[0]) => {
    const { tx, now, case: found } = acting;
    const isAsked = asksWhose(found);
    if (isAsked && !whose) throw new Refusal("desk_whose");
    const { messageId } = await tellPerson(acting, actor, { kind: "grievance_decided", body, told, outcome });
    await tx.grievance.update({
      where: { id: grievanceId },
      data: {
        ...{ outcome, decidedAt: now, decidedBy: actor.id, answeredAt: found.answeredAt ?? now },
        ...{ state: "answered", stateChangedAt: now, version: found.version + 1 },
      },
      select: { id: true },
    });
    await endPauses(tx, grievanceId, actor, now);
    await voidApproval(tx, "correct_address", grievanceId, now, "over");
    const again = found.decidedAt !== null;
    const said = isAsked && whose ? { whose } : {};
    await recordAuditEvent(tx, "grievance.decided", actor, { tenantId: found.tenantId }, { grievanceId, outcome, again, ...said });
    return { messageId };
  };
  return actOnCase(deps, actor, grievanceId, "decide", consequences, seenVersion);
}
