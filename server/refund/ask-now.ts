import { recordAuditEvent } from "@/server/audit/record-audit-event";
import type { Deps } from "@/server/lib/deps";
import { Refusal } from "@/server/lib/refusal";
import { actOnRefund } from "./act-on-refund";
import { askSoon } from "./ask-soon";
import { refuseAsking } from "./following-up";

/** A person wants the gateway asked at once and not at its time. Throws `refund_not_under_way` where it was asked nothing yet and nothing waits to be. */
export async function askNow(deps: Deps, actor: { kind: "operator"; id: string }, refundId: string): Promise<void> {
  await actOnRefund(deps, refundId, null, async ({ tx, now, refund }) => {
    const code = refuseAsking(refund);
    if (code) throw new Refusal(code);
    await askSoon(tx, refundId, now);
    await recordAuditEvent(tx, "refund.read_asked", actor, { tenantId: refund.tenantId }, { refundId });
  });
}
