import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { acknowledgeByMail } from "./acknowledge-by-mail";
import { actOnCase, type Officer } from "./act-on-case";
import { endUndelivered } from "./end-undelivered";
import { findAnswerAddress } from "./find-answer-address";
import type { HowTold } from "./how-told";
import { HOW_TOLD } from "./how-told";
import { writeNote } from "./write-note";

/**
 * An officer tells the person of a case that it has arrived (G2): by a mail, which counts once it was sent, or in another way that is
 * written down with who says so. For cases whose sender nobody proved, who get no mail by themselves (V6). Throws what `actOnCase`
 * throws, `desk_no_address` and `desk_acknowledging`.
 */
export const acknowledgeCase = (deps: Deps, actor: Officer, grievanceId: string, how: "mail" | HowTold): Promise<void> =>
  actOnCase(deps, actor, grievanceId, "acknowledge", async (acting) => {
    const { tx, now, case: found } = acting;
    if (how === "mail") {
      const { email, hasPage } = await findAnswerAddress(tx, found);
      if (!email) throw new Refusal("desk_no_address");
      const before = await tx.notice.count({
        where: { subjectId: grievanceId, kind: { in: ["grievance_received", "grievance_acknowledged"] } },
      });
      if (before > 0) throw new Refusal("desk_acknowledging");
      await acknowledgeByMail(tx, { found, toAddress: email, hasPage, at: now });
    } else {
      await tx.grievance.update({ where: { id: grievanceId }, data: { acknowledgedAt: now }, select: { id: true } });
      await writeNote(acting, actor, HOW_TOLD[how]);
      await endUndelivered(tx, grievanceId, now);
    }
    await recordAuditEvent(tx, "grievance.acknowledged", actor, { tenantId: found.tenantId }, { grievanceId });
  });
