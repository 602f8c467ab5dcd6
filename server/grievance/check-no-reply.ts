import { DAY_MS, later } from "@/server/lib/clock";
import { Refusal } from "@/server/lib/refusal";
import { NO_REPLY_DAYS } from "@/server/policy/grievance";
import type { ActingOnCase } from "./act-on-case";

/**
 * Whether "we asked you, and got no answer" is so: what an officer wrote last got to the person at least seven days ago, by a mail that was
 * sent or as they were told in another way, and since then they wrote nothing. Throws `desk_nothing_asked`, and `desk_not_reached` while
 * mails about the case do not get there.
 */
export async function checkNoReply({ tx, now, case: { id: grievanceId } }: ActingOnCase): Promise<void> {
  const question = await tx.grievanceMessage.findFirst({
    where: { grievanceId, author: "officer" },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    select: { id: true, writtenAt: true, toldAt: true },
  });
  const nothingAsked = new Refusal("desk_nothing_asked", { days: NO_REPLY_DAYS });
  if (!question) throw nothingAsked;
  const undelivered = await tx.alert.count({ where: { kind: "notice_undeliverable", grievanceId, endedAt: null } });
  if (undelivered > 0) throw new Refusal("desk_not_reached");
  const mail = await tx.notice.findFirst({
    where: { subjectId: question.id, kind: { in: ["grievance_message", "grievance_decided"] } },
    select: { sentAt: true },
  });
  const reachedAt = question.toldAt ?? mail?.sentAt ?? null;
  if (!reachedAt || reachedAt > later(now, -NO_REPLY_DAYS * DAY_MS)) throw nothingAsked;
  // A letter carries the time at which it came, which can be before a question that was asked before it was read; ids are in order.
  const since = [{ writtenAt: { gt: reachedAt } }, { writtenAt: { gt: question.writtenAt } }, { id: { gt: question.id } }];
  if ((await tx.grievanceMessage.count({ where: { grievanceId, author: "person", OR: since } })) > 0) throw nothingAsked;
}
