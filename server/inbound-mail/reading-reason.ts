/** What somebody of ours opens a letter for (A1): it stands in the book with the reading. */
export const READING_REASONS = ["sorting_mail", "deciding_request", "deciding_refund", "answering_case"] as const;
export type ReadingReason = (typeof READING_REASONS)[number];
