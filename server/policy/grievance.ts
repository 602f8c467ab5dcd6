/** G2: whoever writes to the desk is told within 24 hours that it has arrived. */
export const ACKNOWLEDGE_HOURS = 24;

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
