import { expect, test } from "vitest";
import { refuseValue } from "./correction-value";

test.each([
  ["person_email", "asha@chaipoint.example", null],
  ["person_email", "आशा@चाय.भारत", null],
  ["person_email", "asha at chaipoint", "correction_email"],
  ["person_email", "asha@chaipoint", "correction_email"],
  ["person_email", "asha@chaipoint..example", "correction_email"],
  ["gstin", "29ABCDE1234F1Z5", null],
  ["gstin", "29abcde1234f1z5", null],
  ["gstin", "29ABCDE1234F1Z", "correction_gstin"],
  ["gstin", "29ABCDE1234F1Z55", "correction_gstin"],
  ["gstin", "none", "correction_gstin"],
  ["organisation_name", "none", null],
  ["other", "", "correction_missing"],
] as const)("a correction of %s to %j is refused for %j", (field, value, refused) => {
  expect(refuseValue(field, value)).toBe(refused);
});
