import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { env } from "@/server/lib/env";
import { newId } from "@/server/lib/ids";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { MESSAGE_LENGTH } from "@/server/policy/grievance";
import type { Officer } from "./act-on-case";
import { answerDueAt } from "./grievance";
import { bodyOf } from "./letter-of-case";

/**
 * An officer makes a case of a letter by which a tenant's end user asks for their data (V6), so that it has a number and a clock and can
 * be routed. The letter stays as it is. Throws NotFound, `desk_letter_other`, and `desk_letter_used`.
 */
export async function openEndUserCase(deps: Deps, actor: Officer, letterId: string): Promise<{ grievanceId: string; number: number }> {
  return deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM console.inbound_mail WHERE id = ${letterId}::uuid FOR UPDATE`;
    const letter = await tx.inboundMail.findUnique({ where: { id: letterId }, omit: { raw: true } });
    if (!letter) throw new NotFound("letter");
    if (letter.grievanceId) throw new Refusal("desk_letter_used");
    if (letter.outcome !== "routed_end_user") throw new Refusal("desk_letter_other");
    const now = await deps.clock.now(tx);
    const [grievanceId, kind, topic] = [newId(), "end_user", "own_data"] as const;
    const language = languageOf(letter.text ?? "");
    const { number } = await tx.grievance.create({
      data: {
        ...{ id: grievanceId, kind, topic, channel: "mail", language, receivedAt: letter.receivedAt },
        ...{ answerDueAt: answerDueAt(letter.receivedAt, env().GRIEVANCE_DAYS), stateChangedAt: now },
      },
      select: { number: true },
    });
    const email = letter.fromAddress?.toLowerCase() ?? null;
    await tx.grievancePerson.create({
      data: { grievanceId, email, isProven: letter.sender === "passed", createdAt: now },
      select: { id: true },
    });
    const body = bodyOf({ words: letter.text ?? "", subject: letter.subject ?? "" }, MESSAGE_LENGTH);
    const words = { grievanceId, author: "person", body, letterId, writtenAt: letter.receivedAt } as const;
    await tx.grievanceMessage.create({ data: words, select: { id: true } });
    await tx.inboundMail.update({ where: { id: letterId }, data: { grievanceId, outcome: "opened_case" }, select: { id: true } });
    await recordAuditEvent(tx, "grievance.taken", actor, {}, { grievanceId, channel: "mail", handedIn: null, kind, topic });
    return { grievanceId, number };
  });
}

/** Whoever writes in Devanagari is answered so. */
const languageOf = (text: string): "hi" | "en" => ((text.match(/\p{sc=Deva}/gu)?.length ?? 0) > text.length / 5 ? "hi" : "en");
