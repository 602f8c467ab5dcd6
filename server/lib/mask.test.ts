import { expect, test } from "vitest";
import { maskEmail, maskName, maskPhone, maskWithin } from "./mask";

test("a masked address can be recognised and not written to", () => {
  expect(maskEmail("asha@chaipoint.example")).toBe("a•••@chaipoint.example");
  expect(maskEmail("@chaipoint.example")).toBe("•••");
  expect(maskEmail("no address")).toBe("•••");
});

test("a masked name keeps first letters, in any script, and nothing of a name that is one letter", () => {
  expect(maskName("Asha  Menon")).toBe("A••• M•••");
  expect(maskName("आशा मेनन")).toBe("आ••• म•••");
  expect(maskName("A")).toBe("•••");
  expect(maskName(" ")).toBe("•••");
});

test("a masked telephone number keeps two digits", () => {
  expect(maskPhone("+91 98765 43210")).toBe("•••10");
  expect(maskPhone("100")).toBe("•••");
});

test("addresses and numbers are masked inside of words, and dates, amounts and numbers of requests are not", () => {
  expect(maskWithin("Delete asha@chaipoint.example, call +91 98765-43210")).toBe("Delete a•••@chaipoint.example, call •••10");
  expect(maskWithin("DR-2041 of 2026-11-22, ₹12,400.00")).toBe("DR-2041 of 2026-11-22, ₹12,400.00");
});
