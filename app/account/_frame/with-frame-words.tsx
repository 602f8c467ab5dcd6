import type { ReactNode } from "react";
import { pageLanguage, words } from "@/app/_language/page-language";
import { FrameWordsGiven } from "./frame-words";

/** Gives everything within the sentences that it may have to say without the server. */
export async function WithFrameWords({ children }: { children: ReactNode }) {
  const [t, language] = await Promise.all([words("frame"), pageLanguage()]);
  const broken = { title: t("broken.title"), text: t("broken.text"), again: t("broken.again"), number: t("broken.number") };
  return <FrameWordsGiven value={{ ...broken, language, signedOut: t("signedOut"), signIn: t("signIn") }}>{children}</FrameWordsGiven>;
}
