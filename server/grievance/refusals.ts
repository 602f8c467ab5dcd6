/** Every reason this room says no. Owners read them in their language: server/language/messages, `refusals.json`. */
export const REFUSALS = {
  rights_ended: "This account has been erased, so nothing can be added any more. Write to the grievance contact.",
  case_text_missing: "Write what it is about. The field is empty.",
  case_text_too_long: "This is {length} characters long; {most} fit. Shorten it, or send the rest as a file.",
  case_too_many_open: "{most} cases are open already. Add to one of them, or wait for an answer.",
  case_too_many_messages: "{most} messages were sent in the last hour. This one was not sent. Try again later.",
  case_too_many_uploads: "Files were sent {most} times in the last hour. Nothing was stored. Try again later.",
  case_full: "This case has {most} messages already. Open a new one and name its number.",
  case_closed: "This case is closed. Open a new one and name its number.",
  case_window_over: "This case was answered and its period is over. Open a new one and name its number.",
  correction_same: "That is what it says already. Write what it should say instead.",
  correction_missing: "Write what it should say. The field is empty.",
  correction_email: "This is not an e-mail address.",
  correction_gstin: "This is not a GSTIN, which has 15 letters and digits.",
  file_missing: "Choose at least one file.",
  file_too_big: "A file may have {most} MB. Nothing was stored. Make it smaller, or send it in parts.",
  file_too_many: "{most} files can be sent at once, and {mostOfCase} in one case. Nothing was stored.",
  file_kind: "Only PDF, PNG, JPEG and plain text can be taken, told by what is inside a file. Nothing was stored.",
  file_active: "This file holds something that runs or opens by itself. Nothing was stored. Print it into a new PDF and send that.",
  file_locked: "This PDF is protected by a password or encryption, so it cannot be checked. Nothing was stored. Save it without.",
  file_broken: "This file is damaged, or built so that it cannot be checked. Nothing was stored. Save it again and send that.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;
