import { isLanguage } from "@/server/language/language";
import type { Deps } from "@/server/lib/deps";
import { NotFound } from "@/server/lib/refusal";
import type { SignedInMember } from "./read-owner";

/** Keeps the language that a signed-in person has chosen, for as long as the sign-in lasts (C1). Throws NotFound for one that we do not speak. */
export async function chooseLanguage({ db }: Pick<Deps, "db">, { sessionId }: SignedInMember, language: string): Promise<void> {
  if (!isLanguage(language)) throw new NotFound("language");
  await db.ownerSession.updateMany({ where: { id: sessionId, endedAt: null }, data: { language } });
}
