/** The published text that certificates name: "Last updated: April 14, 2026", at the head of the account deletion policy. @keeps D0.2 */
export const DELETION_POLICY = { name: "CallMissed Account Deletion Policy", updatedOn: "2026-04-14" } as const;

/** D§3 "Your data is retained for 30 days after deactivation": exactly 30 × 24 hours, an instant, not a calendar date (L1). @keeps D3.5 D7.4 */
export const RETENTION_HOURS = 720;

/** D§5 "within 7 days of purchase": 7 × 24 hours (R1). @keeps D5.4 */
export const REFUND_WINDOW_HOURS = 168;

/** D§4 "retained for 7 years". @keeps D4.2 */
export const TAX_RECORD_YEARS = 7;

/** V7: a request soon after the owner or the owner's address changed needs a second person. */
export const OWNER_CHANGE_CAUTION_HOURS = 168;

/** A3: an approval that nobody answers within 48 hours is void. */
export const APPROVAL_HOURS = 48;

/** V3: how long a one-time code lives, how often it may be tried, and the pause after that. */
export const CODE_MINUTES = 10;
export const CODE_ATTEMPTS = 5;
export const CODE_PAUSE_MINUTES = 15;

/** V5: how old a letter or its signature may be on arrival, and how far ahead of our clock. */
export const LETTER_MAX_AGE_DAYS = 7;
export const LETTER_MAX_AHEAD_DAYS = 1;

/** H1: how far ahead the next review of a legal hold may lie, and how early people are reminded of it. */
export const HOLD_REVIEW_DAYS = 90;
export const HOLD_REMINDER_DAYS = 7;

/** H1: a hold holds at once; without a second person's agreement within 48 hours it lapses. */
export const HOLD_AGREEMENT_HOURS = 48;

/** H3: a hold that ends after the data was due still holds for 48 hours, because the owner is told afresh first. */
export const AFTER_HOLD_HOURS = 48;
