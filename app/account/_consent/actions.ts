"use server";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { pageLanguage } from "@/app/_language/page-language";
import { attemptUncounted, type Outcome } from "@/app/account/_act/account-api";
import { isLanguage } from "@/server/language/language";

type Place = "banner" | "foot" | "cookie_page";

/**
 * What somebody answered when asked whether they may be counted; a form that needs no script. `place` is where the form stood. Whose
 * session is over signs in first, and comes back to the same page.
 */
export async function answerCounting(_before: Outcome, form: FormData): Promise<Outcome> {
  const place = String(form.get("place")) as Place;
  const answer = String(form.get("answer"));
  const language = await pageLanguage();
  const outcome = await attemptUncounted(({ consent }) =>
    answer === "withdraw"
      ? consent.withdraw({ endedBy: place })
      : consent.answer({ isGiven: answer === "yes", language, answeredBy: place }),
  );
  if (outcome?.isSignedOut)
    redirect(`/account/sign-in?${new URLSearchParams({ lang: spoken(form) ?? language, returnTo: await pathHere() })}`);
  if (!outcome) revalidatePath("/", "layout");
  return outcome;
}

/** The language that the form was shown in. */
function spoken(form: FormData): string | null {
  const language = form.get("lang");
  return isLanguage(language) ? language : null;
}

const pathHere = async (): Promise<string> => (await headers()).get("x-path") ?? "/account";
