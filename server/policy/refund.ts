/** R1, gateways: a payment can be refunded within six calendar months of it, not later, whatever we promised. */
export const GATEWAY_REFUND_MONTHS = 6;

/** Both gateways refuse less than one rupee. */
export const LEAST_REFUND_PAISE = 100n;

/** How soon a refund that was asked for is decided: the queue's measure, a product decision. */
export const REFUND_DECISION_HOURS = 48;

/** What a gateway said of a refund that is nobody's here is kept this long, from when it was last said: time to find out who paid it. A product decision. */
export const NOBODYS_REFUND_DAYS = 90;

/** GST on everything CallMissed sells, in percent: half and half inside the State, whole across (CGST Act, IGST Act). */
export const GST_PERCENT = 18n;

/** R5: what one person granted alone to one tenant within so many hours counts as one amount. */
export const ALONE_HOURS = 24;
