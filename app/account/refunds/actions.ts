"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { attempt, type Outcome } from "@/app/account/_act/account-api";
import { reasonOr } from "./reasons";

const text = (form: FormData, name: string): string => String(form.get(name) ?? "");

/** Asks for money back; it then stands among the owner's refunds. */
export async function askRefund(_before: Outcome, form: FormData): Promise<Outcome> {
  let asked = 0;
  const outcome = await attempt(async (api) => {
    const wish = { purchaseId: text(form, "purchase"), amount: text(form, "amount"), reason: reasonOr(text(form, "reason")) };
    asked = (await api.refund.ask(wish)).number;
  });
  if (outcome) return outcome;
  // What the browser has kept of these pages is not true any more.
  revalidatePath("/", "layout");
  redirect(`/account/refunds?asked=RF-${asked}`);
}
