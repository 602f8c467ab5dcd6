import type { HoldFacts } from "./hold";

/** What an order said, in an order of its own: what the second person's agreement is bound to (A3). */
export function orderOf(hold: {
  tenantId: string;
  authority: string;
  reference: string;
  scope: HoldFacts["scope"];
  heldClasses: HoldFacts["heldClasses"];
  reviewOn: Date;
}) {
  return {
    tenantId: hold.tenantId,
    authority: hold.authority,
    reference: hold.reference,
    scope: [...hold.scope].sort(),
    heldClasses: [...hold.heldClasses].sort(),
    reviewOn: hold.reviewOn.toISOString().slice(0, 10),
  };
}
