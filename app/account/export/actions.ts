"use server";
import { revalidatePath } from "next/cache";
import { attempt, type Outcome } from "../_act/account-api";

/** "Make an archive": the page then shows that it is on its way. */
export async function askForArchive(): Promise<Outcome> {
  const outcome = await attempt((api) => api.export.request());
  revalidatePath("/account/export");
  return outcome;
}
