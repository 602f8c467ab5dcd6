/** What we write to people, and what each mail needs to know besides its tenant. Instants are ISO 8601 in UTC; no names, no text. */
export type NoticeParams = {
  confirm_deletion: { confirmationId: string };
  confirm_return: { confirmationId: string };
  ask_your_owner: Record<string, never>;
  request_rejected: { because: string };
  request_withdrawn: Record<string, never>;
  deactivated: { deactivatedAt: string; purgeDueAt: string };
  seven_days_left: { purgeDueAt: string };
  two_days_left: { purgeDueAt: string };
  /** A hold ended after the data was due: the fresh 48 hours (H3). */
  erasure_resumes: { erasedFrom: string };
  reactivated: { tablesCompared: number; rowsCompared: number };
  purged: { purgedAt: string | null };
  /** Refunds: amounts in paise, written as digits. */
  refund_received: { refundId: string };
  refund_declined: { refundId: string; because: string };
  /** With the credit note attached (R6). */
  refund_succeeded: { refundId: string };
  /** The bank did not take the money, or sent it back: the credits are back, and a person looks after it. */
  refund_returned: { refundId: string };
  /** The owner's pages: codes to sign in, to leave and to come back; what the owner asked for there. */
  sign_in_code: { codeId: string };
  leave_code: { codeId: string };
  come_back_code: { codeId: string };
  /** To every other person of a tenant whose owner means to leave (D§5). */
  team_warned: Record<string, never>;
  export_ready: { exportId: string; expiresAt: string };
  export_failed: { exportId: string };
  /** The acknowledgement, with the day by which it is answered (G2). */
  grievance_received: { grievanceNumber: number; answerDueAt: string };
  /** The same to somebody without an account page: by mail or by hand. */
  grievance_acknowledged: { grievanceNumber: number; answerDueAt: string };
  /** The officer's own words; they stand in the message. */
  grievance_message: { grievanceNumber: number; messageId: string };
  grievance_decided: { grievanceNumber: number; messageId: string; outcome: string };
  /** With a message where the officer says why in their own words. */
  grievance_closed: { grievanceNumber: number; because: string; messageId?: string };
  /** To officers, and with each step to more people (G2). */
  grievance_escalated: { grievanceId: string; grievanceNumber: number; answerDueAt: string; step: number };
  /** V6: to the person, and to the owner of the tenant that has to answer. */
  end_user_routed: { grievanceNumber: number };
  end_user_request: { grievanceNumber: number; messageId: string; told: "yes" | "no" };
  profile_corrected: { field: string; grievanceNumber: number };
  operator_invited: { role: string };
};
export type NoticeKind = keyof NoticeParams;
export type RefundNotice = Extract<NoticeKind, `refund_${string}`>;
export const isAboutRefund = (kind: NoticeKind): kind is RefundNotice => kind.startsWith("refund_");

/** After this many tries a person is told; the notice keeps being tried. */
export const ALERT_AFTER_ATTEMPTS = 5;
/** After this many tries (over days, as the queue backs off) a mailbox that refuses for good is given up. */
export const GIVE_UP_AFTER_ATTEMPTS = 12;

/** P9: how long before the end of the window an owner is reminded, and by which notice; the nearest first. */
export const REMINDERS = [
  { kind: "two_days_left", hoursBefore: 48 },
  { kind: "seven_days_left", hoursBefore: 168 },
] as const satisfies readonly { kind: NoticeKind; hoursBefore: number }[];

/** The reminder that is due with this much time left; null before the first one and once the window has closed. */
export function reminderDue(purgeDueAt: Date, now: Date): (typeof REMINDERS)[number]["kind"] | null {
  const hoursLeft = (purgeDueAt.getTime() - now.getTime()) / 3_600_000;
  if (hoursLeft <= 0) return null;
  return REMINDERS.find(({ hoursBefore }) => hoursLeft <= hoursBefore)?.kind ?? null;
}
