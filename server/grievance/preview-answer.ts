import type { GrievanceOutcome } from "@/prisma/generated/enums";
import type { Deps } from "@/server/lib/deps";
import { newId } from "@/server/lib/ids";
import { maskEmail } from "@/server/lib/mask";
import { prepareNotice } from "@/server/notice/prepare-notice";
import { actOnCase, type Officer } from "./act-on-case";
import type { CaseAct } from "./case-acts";
import type { CloseReason } from "./decision";
import { findAnswerAddress } from "./find-answer-address";

export type Unsent =
  | { act: "decide"; outcome: GrievanceOutcome; text: string }
  | { act: "write"; text: string }
  | { act: "close"; because: CloseReason; text?: string };

const KINDS = { decide: "grievance_decided", write: "grievance_message", close: "grievance_closed" } as const satisfies Partial<
  Record<CaseAct, string>
>;

/**
 * The whole mail as the person will read it, made by what makes the mails themselves; whom it goes to and whom it greets is masked (A2), and
 * nothing is written down. Throws what `actOnCase` throws.
 */
export async function previewAnswer(deps: Deps, actor: Officer, grievanceId: string, unsent: Unsent) {
  const { act, ...params } = unsent;
  const { found, email } = await actOnCase(deps, actor, grievanceId, act, async ({ tx, case: found }) => ({
    found,
    email: (await findAnswerAddress(tx, found)).email,
  }));
  const { tenantId, language, number: grievanceNumber } = found;
  const mail = { kind: KINDS[act], language, subjectId: newId(), tenantId, requestId: null, toAddress: email };
  // How somebody withdrew is a note: of what a closing is typed with, only "not ours" is read by the person.
  const text = unsent.act === "close" && unsent.because !== "not_ours" ? undefined : unsent.text?.trim();
  const about = text === undefined ? {} : { messageId: newId() };
  const prepared = await prepareNotice(deps, { ...mail, params: { ...params, ...about, text: null, grievanceNumber } }, { text });
  if (prepared === "void") throw new Error("a mail that is only looked at has its words");
  return { subject: prepared.subject, text: prepared.text, language, to: email && maskEmail(email) };
}
