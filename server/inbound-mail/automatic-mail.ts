import { fieldsNamed, type HeaderSection, rawValue } from "./header-section";
import type { AutomaticMark, Mailbox, SmtpFacts } from "./letter";

/** Signs that a machine wrote the letter or passed it to many; whoever answers such a mail automatically starts a loop. */
export function readAutomaticMarks(
  section: HeaderSection,
  from: Mailbox | null,
  smtp: SmtpFacts,
  supportAddresses: string[],
): AutomaticMark[] {
  const value = (name: string) => {
    const field = fieldsNamed(section, name)[0];
    return field ? rawValue(section, field, 500).toLowerCase() : "";
  };
  const has = (name: string) => section.fields.some((field) => field.name === name);
  const marks = new Set<AutomaticMark>();
  const autoSubmitted = value("auto-submitted")
    .replace(/[;(].*$/, "")
    .trim();
  if (autoSubmitted && autoSubmitted !== "no") marks.add("auto_submitted");
  if (smtp.mailFrom !== undefined && /^\s*(?:<\s*>)?\s*$/.test(smtp.mailFrom)) marks.add("null_return_path");
  if (value("return-path") === "<>") marks.add("null_return_path");
  if (has("list-id") || has("list-post") || has("mailing-list")) marks.add("mailing_list");
  if (value("precedence").startsWith("list")) marks.add("mailing_list");
  // A mailing list lets its readers write to it; what only lets them unsubscribe is a mass mailing.
  if (/^(?:bulk|junk)/.test(value("precedence")) || (has("list-unsubscribe") && !has("list-post"))) marks.add("bulk");
  if (/^auto_reply/.test(value("precedence")) || ["x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply"].some(has))
    marks.add("auto_reply");
  if (value("content-type").startsWith("multipart/report")) marks.add("mailer_daemon");
  if (from && /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|.*-request|listserv|majordomo)$/i.test(from.localPart))
    marks.add("mailer_daemon");
  if (from && supportAddresses.some((address) => address.toLowerCase() === from.address.toLowerCase())) marks.add("from_ourselves");
  return [...marks];
}
