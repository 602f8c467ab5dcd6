/** R1, gateways: a payment can be refunded within six calendar months of it, not later, whatever we promised. */
export const GATEWAY_REFUND_MONTHS = 6;

/** Both gateways refuse less than one rupee. */
export const LEAST_REFUND_PAISE = 100n;

/** R5, as long as the settings say nothing else: up to ₹1,000 one agent alone; above ₹10,000 two other people. */
export const ALONE_UP_TO_PAISE = 100_000;
export const TWO_ABOVE_PAISE = 1_000_000;

/** How soon a refund that was asked for is decided: the queue's measure, a product decision. */
export const REFUND_DECISION_HOURS = 48;

/** GST on everything CallMissed sells, in percent: half and half inside the State, whole across (CGST Act, IGST Act). */
export const GST_PERCENT = 18n;
