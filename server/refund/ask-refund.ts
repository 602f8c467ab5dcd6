import type { Deps } from "@/server/lib/deps";
import { paiseFrom } from "@/server/lib/money";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { lodgeRefund } from "./lodge-refund";
import type { RefundReason } from "./refund";

export type OwnWish = { purchaseId: string; amount: string; reason: RefundReason };

/**
 * An owner asks for money back in person, from the dashboard (D§5 "Request refunds first"). `amount` is what was typed, in rupees. A purchase of
 * another tenant is not found, whatever is asked of it (S4). Throws `amount_unclear`, and whatever `lodgeRefund` throws.
 */
export async function askRefund(deps: Deps, owner: { id: string; tenantId: string }, { purchaseId, amount, reason }: OwnWish) {
  const { id, tenantId } = owner;
  const own = await deps.db.purchase.findUnique({ where: { tenantId_id: { tenantId, id: purchaseId } }, select: { id: true } });
  if (!own) throw new NotFound("purchase");
  const amountPaise = paiseFrom(amount);
  if (amountPaise === null) throw new Refusal("amount_unclear");
  return lodgeRefund(deps, { kind: "owner", id }, "dashboard", { tenantId, purchaseId, amountPaise, reason });
}
