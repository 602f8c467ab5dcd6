"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { attempt, type Outcome } from "../_act/account-api";

/** Sends the code that proves who wants to come back. */
export async function sendBackCode(_before: Outcome): Promise<Outcome> {
  const refused = await attempt((api) => api.leaving.sendCode({ purpose: "come_back" }));
  if (refused) return refused;
  redirect("/account/come-back");
}

/** Asks for the account back, with the code. */
export async function askBack(_before: Outcome, form: FormData): Promise<Outcome> {
  const refused = await attempt((api) => api.leaving.comeBack({ code: String(form.get("code") ?? "") }), { code_not_accepted: "code" });
  if (refused) return refused;
  // What the browser has kept of these pages is not true any more.
  revalidatePath("/", "layout");
  redirect("/account");
}
