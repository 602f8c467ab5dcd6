import { expect, test } from "vitest";
import { newId } from "@/server/lib/ids";
import { AUDIT_EVENTS } from "./audit-event";

test("no letter is read and nobody is shown without saying what for (A1, A2)", () => {
  const readings = {
    "letter.read": { letterId: newId() },
    "person.revealed": { of: "member", subjectId: newId(), field: "email" },
  } as const;
  for (const [type, without] of Object.entries(readings)) {
    const event = AUDIT_EVENTS[type as keyof typeof readings];
    expect(event.safeParse(without).success, type).toBe(false);
    expect(event.safeParse({ ...without, because: "sorting_mail" }).success, type).toBe(true);
  }
});
