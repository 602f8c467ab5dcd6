import { expect, test } from "vitest";
import { TOPICS } from "@/server/grievance/grievance";
import { REFUSALS } from "@/server/grievance/refusals";
import { languages, messagesOf } from "@/server/language/messages.adapter";
import {
  CORRECTION_LENGTH,
  FILE_BYTES,
  FILES_A_CASE,
  FILES_A_MESSAGE,
  MESSAGES_A_CASE,
  MESSAGES_AN_HOUR,
  UPLOADS_AN_HOUR,
} from "@/server/policy/grievance";
import { LIMITS } from "./limits";

test("the limits that the page says are those that are kept", () =>
  expect(LIMITS).toEqual({
    files: FILES_A_MESSAGE,
    filesOfCase: FILES_A_CASE,
    megabytes: FILE_BYTES / 1024 / 1024,
    messages: MESSAGES_A_CASE,
    messagesAnHour: MESSAGES_AN_HOUR,
    correction: CORRECTION_LENGTH,
    uploadsAnHour: UPLOADS_AN_HOUR,
  }));

test.each(languages())("in %s every topic and every refusal has its words", (language) => {
  const { rights, refusals } = messagesOf(language);
  const topics = Object.entries(rights.topic).map(([kind, words]) => [kind, Object.keys(words).toSorted()]);
  expect(Object.fromEntries(topics)).toEqual(Object.fromEntries(Object.entries(TOPICS).map(([kind, all]) => [kind, [...all].toSorted()])));
  // What only officers read begins with "desk_" and is said in one language.
  const read = Object.keys(REFUSALS).filter((code) => !code.startsWith("desk_"));
  expect(Object.keys(refusals)).toEqual(expect.arrayContaining(read));
});
