"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { attempt, type Outcome } from "@/app/account/_act/account-api";

/** Sends the code without which nobody deletes. */
export async function sendLeaveCode(_before: Outcome): Promise<Outcome> {
  const refused = await attempt((api) => api.leaving.sendCode({ purpose: "leave" }));
  if (refused) return refused;
  redirect("/account/leave/confirm");
}

/** Deletes the account, with the code and the organisation's name as they were typed. */
export async function deleteAccount(_before: Outcome, form: FormData): Promise<Outcome> {
  const typed = { code: String(form.get("code") ?? ""), organisation: String(form.get("organisation") ?? "") };
  const refused = await attempt((api) => api.leaving.delete(typed), { code_not_accepted: "code", organisation_not_typed: "organisation" });
  if (refused) return refused;
  // What the browser has kept of these pages is not true any more.
  revalidatePath("/", "layout");
  redirect("/account?left=1");
}
