/** What we write to people, and what each mail needs to know besides its tenant. Instants are ISO 8601 in UTC; no names, no text. */
export type NoticeParams = {
  confirm_deletion: { confirmationId: string };
  confirm_return: { confirmationId: string };
  ask_your_owner: Record<string, never>;
  request_rejected: { because: string };
  request_withdrawn: Record<string, never>;
  deactivated: { deactivatedAt: string; purgeDueAt: string };
  reactivated: { tablesCompared: number };
  purged: { purgedAt: string | null };
};
export type NoticeKind = keyof NoticeParams;
export type Language = "en" | "hi";

/** After this many tries a person is told; the notice keeps being tried. */
export const ALERT_AFTER_ATTEMPTS = 5;
