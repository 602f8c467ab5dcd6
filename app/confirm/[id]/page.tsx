import type { Metadata } from "next";
import { pageLanguage, words } from "@/app/_language/page-language";
import { languageNames } from "@/server/language/language";
import { CodePage } from "../code-page";
import { confirmWords } from "../words";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await words("confirm"))("title") } };
}

/**
 * The owner's page for the one-time code. Opening it changes nothing (V3): programs that follow links in mails confirm
 * nothing, and it looks the same whether the id is known or not.
 */
export default async function ConfirmPage({ params }: Props) {
  const { id } = await params;
  const current = await pageLanguage();
  return <CodePage id={id} words={await confirmWords()} languages={languageNames().filter(({ code }) => code !== current)} />;
}
