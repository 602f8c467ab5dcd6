import type { Metadata } from "next";
import { CodePage } from "../code-page";
import { languageFrom, WORDS } from "../words";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ lang?: string | string[] }> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: { absolute: WORDS[languageFrom((await searchParams).lang)].title } };
}

/**
 * The owner's page for the one-time code. Opening it asks the server nothing and changes nothing (V3): programs that
 * follow links in mails confirm nothing, and it looks the same whether the id is known or not.
 */
export default async function ConfirmPage({ params, searchParams }: Props) {
  const [{ id }, { lang }] = await Promise.all([params, searchParams]);
  return <CodePage id={id} language={languageFrom(lang)} />;
}
