import { expect, test } from "vitest";
import { normaliseName } from "@/server/lib/normalise-name";
import { compareOrganisation, isSameName } from "./organisation-name";

test.each([
  ["Chai Point Labs", "chai point labs"],
  ["  CHAI  Point\tLabs. ", "Chai Point Labs"],
  ["Chai Point Labs Pvt. Ltd.", "Chai Point Labs"],
  ["Café Madras", "Cafe Madras"],
  ["चाय पॉइंट लैब्स", "चाय पॉइंट लैब्स"],
])("%j is the same organisation as %j", (given, onRecord) => expect(compareOrganisation(given, onRecord)).toBe("same"));

test.each([
  ["Chai Point Lab", "Chai Point Labs"],
  ["ChaiPoint Labs", "Chai Point Labs"],
  ["Chai Pt Labs", "Chai Point Labs"],
  ["Chai Point", "Chai Point Labs"],
])("%j is near %j and is never silently accepted", (given, onRecord) => expect(compareOrganisation(given, onRecord)).toBe("near"));

test.each([
  ["Initech", "Chai Point Labs"],
  ["Pvt Ltd", "Chai Point Labs"],
  ["", "Chai Point Labs"],
  ["चाय", "Chai Point Labs"],
  ["ABC", "ABD Corp"],
])("%j is not %j", (given, onRecord) => expect(compareOrganisation(given, onRecord)).not.toBe("same"));

test("vowel signs of Indian scripts are part of the name", () => expect(normaliseName("किराना")).not.toBe(normaliseName("करान")));

test.each([
  ["\u0915\u093c\u0932\u092e", "\u0958\u0932\u092e"],
  ["\u0958\u0932\u092e", "\u0915\u093c\u0932\u092e"],
  ["Cafe\u0301 Madras", "Caf\u00e9 Madras"],
  ["  Chai \u00a0Point Labs ", "Chai Point Labs"],
  ["Chai Point", "Chai  Point "],
])("%j confirms %j", (typed, onRecord) => expect(isSameName(typed, onRecord)).toBe(true));

test.each([
  ["chai point labs", "Chai Point Labs"],
  ["Cafe Madras", "Caf\u00e9 Madras"],
  ["Chai Point Labs.", "Chai Point Labs"],
  ["ChaiPoint", "Chai Point"],
  ["\u0915\u0932\u092e", "\u0958\u0932\u092e"],
])("%j does not confirm %j", (typed, onRecord) => expect(isSameName(typed, onRecord)).toBe(false));
