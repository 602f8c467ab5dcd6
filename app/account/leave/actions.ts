"use server";
import { revalidatePath } from "next/cache";
import { attempt, type Outcome } from "@/app/account/_act/account-api";

/** Has the team told that the owner means to leave; the page then shows when, and how many. */
export async function tellTeam(_before: Outcome): Promise<Outcome> {
  const outcome = await attempt((api) => api.tenant.warnTeam());
  if (!outcome) revalidatePath("/account/leave");
  return outcome;
}
