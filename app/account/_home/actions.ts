"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { attempt, type Outcome } from "../_act/account-api";

/** Takes back a request that nobody has carried out yet. */
export async function takeBack(_before: Outcome): Promise<Outcome> {
  const refused = await attempt((api) => api.leaving.withdraw());
  if (refused) return refused;
  // What the browser has kept of these pages is not true any more.
  revalidatePath("/", "layout");
  redirect("/account");
}
