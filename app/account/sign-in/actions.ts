"use server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { pageLanguage, words } from "@/app/_language/page-language";
import { accountApi, attempt, type Outcome } from "../_act/account-api";
import { safeReturn } from "./safe-return";
import { typedCode } from "./typed-code";

const typed = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** The step of the code. Its address carries the code's id and never whose it is. */
async function codeStep(codeId: string, form: FormData, isAnother = false): Promise<never> {
  const carried = new URLSearchParams({ lang: await pageLanguage() });
  const returnTo = safeReturn(form.get("returnTo"));
  if (returnTo !== "/account") carried.set("returnTo", returnTo);
  if (isAnother) carried.set("another", "1");
  redirect(`/account/sign-in/${codeId}?${carried}`);
}

/** Sends a code to the address in the form, if it is anybody's, and goes on to the step of the code either way (V3). */
export async function askCode(_before: Outcome, form: FormData): Promise<Outcome> {
  const email = typed(form, "email");
  if (email.length > 254 || !/^[^@\s]+@[^@\s]+$/.test(email)) return { refused: (await words("signIn"))("notAnAddress"), field: "email" };
  const language = await pageLanguage();
  let codeId = "";
  const outcome = await attempt(async ({ session }) => {
    codeId = (await session.askCode({ email, language })).codeId;
  });
  return outcome ?? codeStep(codeId, form);
}

/** Sends another code to where the last one went. */
export async function askAgain(_before: Outcome, form: FormData): Promise<Outcome> {
  const language = await pageLanguage();
  let codeId = "";
  const outcome = await attempt(async ({ session }) => {
    codeId = (await session.askAgain({ codeId: typed(form, "codeId"), language })).codeId;
  });
  return outcome ?? codeStep(codeId, form, true);
}

/** Signs in with the code from the mail, and goes where one wanted to go. */
export async function signIn(_before: Outcome, form: FormData): Promise<Outcome> {
  const code = typedCode(typed(form, "code"));
  // What cannot be a code costs no try.
  if (!code) return { refused: (await words("signIn"))("code.incomplete"), field: "code" };
  const language = await pageLanguage();
  const outcome = await attempt(
    async ({ session }) => {
      (await cookies()).set(await session.signIn({ codeId: typed(form, "codeId"), code, language }));
    },
    { code_not_accepted: "code" },
  );
  return outcome ?? redirect(safeReturn(form.get("returnTo")));
}

/** Signs out in this browser: the session ends at the server, and the cookie goes (C1). */
export async function signOut(): Promise<void> {
  await leave("here");
}

/** Signs out in every browser that somebody is signed in with. */
export async function signOutEverywhere(): Promise<void> {
  await leave("everywhere");
}

async function leave(where: "here" | "everywhere"): Promise<never> {
  const language = await pageLanguage();
  const { session } = await accountApi();
  (await cookies()).set(await session.signOut({ where }));
  redirect(`/account/sign-in?lang=${language}&signedOut=1`);
}
