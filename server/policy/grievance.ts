/** G2: whoever writes to the desk is told within 24 hours that it has arrived. @keeps D7.5 */
export const ACKNOWLEDGE_HOURS = 24;

/** So long after its arrival the desk is told of a case that nobody acknowledged, while there is still time to. */
export const UNACKNOWLEDGED_HOURS = 16;

/** G2: how long an answer may take when nothing else is set, and the most that the law allows (DPDP Rules r.14(3)). */
export const USUAL_ANSWER_DAYS = 30;
export const MOST_ANSWER_DAYS = 90;

/** What one person may ask of the desk: product decisions that keep it answerable, each refused with words. */
export const MESSAGE_LENGTH = 5_000;
export const CORRECTION_LENGTH = 200;
export const OPEN_CASES = 10;
export const MESSAGES_AN_HOUR = 20;
export const MESSAGES_A_CASE = 200;

/** Files that come with a message, and with a case. */
export const FILES_A_MESSAGE = 5;
export const FILES_A_CASE = 20;
/** Forms with files within an hour, those that are refused included. */
export const UPLOADS_AN_HOUR = 40;
export const FILE_BYTES = 5 * 1024 * 1024;

/** How long a summary that was asked for is shown without asking again. */
export const SUMMARY_HOURS = 24;

/** G3: the least that the reasons of a refusal, in whole or in part, have to say; and what was done where a complaint is upheld. */
export const REASONS_LEAST = 40;
export const DONE_LEAST = 10;
/** The least that says how somebody withdrew a complaint who has not written again. */
export const WITHDRAWN_LEAST = 20;

/** How long a question of ours has to stand before its case may be closed for want of an answer. */
export const NO_REPLY_DAYS = 7;

/** G2: when more people are told that a case is still open, in ninths of its period: 30, 60 and 80 days of the 90 that are the most. */
export const ESCALATION_STEPS = [
  { step: 1, ninths: 3 },
  { step: 2, ninths: 6 },
  { step: 3, ninths: 8 },
] as const;

/** Paper is written down with the day on which it came, also where its period is over already; a year catches only a mistyped one. */
export const TAKE_DOWN_DAYS_BACK = 365;

/** Letters of one unproven address that open a case within a day; more of them stay with the other letters. */
export const UNPROVEN_CASES_A_DAY = 20;
/** Open cases that letters of one proven address without an account open within a day; more go into the latest of them. */
export const PROVEN_CASES_A_DAY = 5;

/** How long a case without a tenant keeps who wrote, and what, once it is answered or closed. */
export const PERSON_KEPT_DAYS = 365;
