import type { GrievanceKind } from "@/prisma/generated/enums";
import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { DAY_MS, later } from "@/server/lib/clock";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { TAKE_DOWN_DAYS_BACK } from "@/server/policy/grievance";
import { acknowledgeByMail } from "./acknowledge-by-mail";
import type { Officer } from "./act-on-case";
import { checkText } from "./check-text";
import { answerDueAt, TOPICS } from "./grievance";
import { type HandedIn, HOW_TOLD, type HowTold } from "./how-told";
import { lockForCase } from "./lock-for-case";

export type TakeDown = {
  /** The form it was written in: sent twice, it is one case. */
  formId: string;
  kind: GrievanceKind;
  topic: string;
  words: string;
  language: string;
  handedIn: HandedIn;
  tenantId?: string | null;
  person: { name: string | null; email: string | null; phone: string | null; postal: string | null };
  /** When it came, where that was not now. */
  receivedAt?: Date | null;
  /** How the person was told already that it has arrived. */
  told?: HowTold | null;
};

/**
 * Somebody of ours writes down a complaint, or the use of another right (D§7), that came by telephone, on paper or in person (G2). The clock runs from its arrival. It is
 * acknowledged by mail where there is an address and nobody has told the person yet. Answers with its number and nothing else: the
 * desk reads on, whoever wrote it down does not (G1). Throws `desk_when`, `desk_topic`, `desk_nobody`, `rights_ended` and what
 * `checkText` throws.
 */
export async function takeDown(deps: Deps, actor: Officer, wish: TakeDown): Promise<{ number: number }> {
  const body = checkText(wish.words);
  const { formId: id, kind, topic, language, handedIn, tenantId = null, person, told = null } = wish;
  if (!(TOPICS[kind] as readonly string[]).includes(topic)) throw new Refusal("desk_topic");
  if (Object.values(person).every((given) => !given)) throw new Refusal("desk_nobody");
  return deps.db.$transaction(async (tx) => {
    const now = tenantId ? await lockForCase(deps, tx, tenantId) : await deps.clock.now(tx);
    const known = await tx.grievance.findUnique({ where: { id }, select: { number: true, lodgedBy: true } });
    if (known) return { number: known.number };
    const receivedAt = wish.receivedAt ?? now;
    if (receivedAt > now || receivedAt < later(now, -TAKE_DOWN_DAYS_BACK * DAY_MS))
      throw new Refusal("desk_when", { most: TAKE_DOWN_DAYS_BACK });
    const clock = {
      receivedAt,
      answerDueAt: answerDueAt(receivedAt, env().GRIEVANCE_DAYS),
      stateChangedAt: now,
      acknowledgedAt: told ? now : null,
    };
    const found = await tx.grievance.create({
      data: { id, kind, topic, channel: "operator", handedIn, lodgedBy: actor.id, tenantId, language, ...clock },
    });
    const of = { grievanceId: id, tenantId };
    await tx.grievancePerson.create({ data: { ...of, ...person, id: newId(), createdAt: now }, select: { id: true } });
    await tx.grievanceMessage.create({ data: { ...of, author: "person", body, writtenAt: receivedAt }, select: { id: true } });
    if (told)
      await tx.grievanceNote.create({
        data: { ...of, id: newId(), authorId: actor.id, body: HOW_TOLD[told], writtenAt: now },
        select: { id: true },
      });
    else if (person.email) await acknowledgeByMail(tx, { found, toAddress: person.email, hasPage: false, at: now });
    const payload = { grievanceId: id, channel: "operator", handedIn, kind, topic } as const;
    await recordAuditEvent(tx, "grievance.taken", actor, { tenantId }, payload);
    return { number: found.number };
  });
}
