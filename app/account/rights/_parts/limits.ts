/** The limits that the page names. server/policy/grievance.ts has them; a test compares. */
export const LIMITS = {
  files: 5,
  filesOfCase: 20,
  megabytes: 5,
  messages: 200,
  messagesAnHour: 20,
  uploadsAnHour: 40,
  correction: 200,
} as const;
