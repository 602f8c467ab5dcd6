type Routed = { tenantId: string | null; intent: string | null; outcome: string | null };

/**
 * The tenant whose owner asks for a refund by this letter; null when nothing can be lodged by it. Only a letter that is
 * believed to be the owner's bears a tenant, and one played back (V5) lies elsewhere.
 */
export const tenantAskingRefund = (letter: Routed): string | null =>
  letter.intent === "refund" && letter.outcome === "queued" ? letter.tenantId : null;
