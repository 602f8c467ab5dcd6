"use server";
import { redirect } from "next/navigation";
import { words } from "@/app/_language/page-language";
import { type accountApi, attempt } from "../_act/account-api";
import type { Kept } from "./_parts/kept-form";
import { LIMITS } from "./_parts/limits";

type Api = Awaited<ReturnType<typeof accountApi>>;
type Opening = Parameters<Api["rights"]["open"]>[0];
type Correction = Parameters<Api["rights"]["openCorrection"]>[0];

const read = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};
const kept = (form: FormData, names: string[]) => Object.fromEntries(names.map((name) => [name, read(form, name)]));

/** A complaint or a consent taken back. */
export async function openCase(_before: Kept, form: FormData): Promise<Kept> {
  const wish = kept(form, ["kind", "topic", "text", "formId"]);
  if (!wish.topic) return notChosen(form, "topic");
  return opened(form, (api) => api.rights.open(wish as unknown as Opening));
}

export async function openCorrection(_before: Kept, form: FormData): Promise<Kept> {
  const wish = kept(form, ["field", "to", "text", "formId"]);
  if (!wish.field) return notChosen(form, "field");
  return opened(form, (api) => api.rights.openCorrection(wish as unknown as Correction));
}

/** Words that are kept of a form with a new case, whichever it is. */
const TYPED = ["topic", "field", "to", "text"];
const TEXT = { case_text_missing: "text", case_text_too_long: "text" };
const WANTED = { correction_missing: "to", correction_email: "to", correction_gstin: "to", correction_same: "to" };

/** Of the two fields of a correction, the one that is too long: the short one, when it is over what it takes. */
const fieldOf = (form: FormData) =>
  read(form, "to").trim().length > LIMITS.correction ? { ...TEXT, ...WANTED, case_text_too_long: "to" } : { ...TEXT, ...WANTED };

async function notChosen(form: FormData, field: string): Promise<Kept> {
  // Whoever is signed out meanwhile is told that first, in the language of the page: this sentence would not help them.
  const barred = await attempt((api) => api.rights.profile());
  if (barred) return { ...barred, values: kept(form, TYPED) };
  return { refused: (await words("rights"))("new.chooseTopic"), field, values: kept(form, TYPED) };
}

async function opened(form: FormData, open: (api: Api) => Promise<{ id: string }>): Promise<Kept> {
  let id = "";
  const outcome = await attempt(async (api) => {
    id = (await open(api)).id;
  }, fieldOf(form));
  if (outcome) return { ...outcome, values: kept(form, TYPED) };
  redirect(`/account/rights/${id}?sent=case`);
}

export async function addWords(_before: Kept, form: FormData): Promise<Kept> {
  const [grievanceId, text] = [read(form, "grievanceId"), read(form, "text")];
  const outcome = await attempt((api) => api.rights.add({ grievanceId, text }), TEXT);
  if (outcome) return { ...outcome, values: { text } };
  redirect(`/account/rights/${encodeURIComponent(grievanceId)}?sent=words`);
}

export async function askSummary(_before: Kept): Promise<Kept> {
  const outcome = await attempt((api) => api.rights.askSummary());
  if (outcome) return { ...outcome, values: {} };
  redirect("/account/rights/summary");
}
