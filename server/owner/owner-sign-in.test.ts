import { decode, encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { env } from "@/server/lib/env";
import { staffSignIn } from "@/server/operator/staff-sign-in.adapter";
import { forgottenOwnerCookie, ownerCookie, ownerSignIn } from "./owner-sign-in.adapter";

const secretOf = (options: { secret?: string }): string => options.secret ?? env().NEXTAUTH_SECRET;

test("an owner's cookie opens nothing of the staff's, nor a staff cookie anything of the owner's", async () => {
  const { value } = await ownerCookie("018f0000-0000-7000-8000-000000000001");
  expect(await decode({ token: value, secret: secretOf(ownerSignIn()) })).toMatchObject({ ownerSessionId: expect.any(String) });
  await expect(decode({ token: value, secret: secretOf(staffSignIn()) })).rejects.toThrow();
  const staffs = await encode({ token: { sessionId: "018f0000-0000-7000-8000-000000000002" }, secret: secretOf(staffSignIn()) });
  await expect(decode({ token: staffs, secret: secretOf(ownerSignIn()) })).rejects.toThrow();
});
// proves: C2.4 C4.4
test("the cookie is no script's to read, goes nowhere else, and is taken out under the same name", async () => {
  const cookie = await ownerCookie("018f0000-0000-7000-8000-000000000001");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/", maxAge: 12 * 3_600 });
  expect(cookie).not.toHaveProperty("domain");
  expect(forgottenOwnerCookie()).toEqual({ ...cookie, value: "", maxAge: 0 });
});
