import { expect, test, vi } from "vitest";
import en from "@/server/language/messages/en/cookies.json";
import { whatIsSet } from "./what-is-set";

const cookies = (isSecure: boolean) => whatIsSet(isSecure).filter(({ store }) => store === "cookie");

// proves: C2.4
test("over https every cookie has a name that the browser itself protects, and never travels in clear", () => {
  for (const { name, protection } of cookies(true)) {
    expect(name).toMatch(/^__(Host|Secure)-/);
    expect(protection).toMatchObject({ isSecure: true, isHttpOnly: true, sameSite: "Lax" });
  }
  for (const { name } of cookies(false)) expect(name).not.toMatch(/^__/);
});

// proves: C2.3
test("the owner's cookie is published with the name, the flags and the lifetime that it is set with over https", async () => {
  vi.stubEnv("APP_URL", "https://app.callmissed.example");
  vi.stubEnv("OIDC_ISSUER", "https://id.callmissed.example");
  vi.stubEnv("CASHFREE_URL", "https://api.cashfree.com/pg");
  vi.stubEnv("RAZORPAY_URL", "https://api.razorpay.com");
  vi.resetModules();
  const { ownerCookie } = await import("@/server/owner/owner-sign-in.adapter");
  const set = await ownerCookie("00000000-0000-7000-8000-000000000001");
  const published = cookies(true).find(({ purpose }) => purpose === "ownerSession");
  expect(published).toMatchObject({ name: set.name, lifetime: { minutes: set.maxAge / 60 } });
  expect(published?.protection).toEqual({ isHttpOnly: set.httpOnly, sameSite: "Lax", isSecure: set.secure });
  expect(set.sameSite).toBe("lax");
  vi.unstubAllEnvs();
});

test("everything on the list is explained", () => {
  for (const { purpose } of whatIsSet(true)) expect(en.list.purposes[purpose].length).toBeGreaterThan(20);
});
