"use server";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { accountApi } from "../_act/account-api";

/** Keeps the chosen language in the session, and shows the same page in it. Whoever was signed out meanwhile gets it by the address. */
export async function keepLanguage(form: FormData): Promise<void> {
  const language = String(form.get("language"));
  const place = await placeOf();
  // Not by `attempt`: choosing a language is no use of the page that it is chosen on, and is not counted as one.
  const api = await accountApi();
  const isKept = await api.language.choose({ language }).then(
    () => true,
    () => false,
  );
  if (!isKept) place.searchParams.set("lang", language);
  else place.searchParams.delete("lang");
  revalidatePath("/", "layout");
  redirect(place.pathname + place.search);
}

/** The page on which the button was pressed. The frame stays when somebody goes from page to page, so only the browser knows. */
async function placeOf(): Promise<URL> {
  const from = URL.parse((await headers()).get("referer") ?? "");
  const isOurs = from && /^\/(account|policies)(\/|$)/.test(from.pathname);
  return new URL(isOurs ? from.pathname + from.search : "/account", "http://here");
}
