import type { PublishedSentence } from "@/app/_trpc/answers";

export type PolicyChapter = { id: string; title: string; sentences: PublishedSentence[] };

export const SHOWN = { all: "All sentences", proven: "Proven by tests", explained: "No proof, with reason" } as const;
export type Shown = keyof typeof SHOWN;

/** What the address asks for; anything else is all of it. */
export const shownOf = (asked: string | string[] | undefined): Shown => (asked === "proven" || asked === "explained" ? asked : "all");

export function isShown({ isHeading, provenBy }: PublishedSentence, shown: Shown): boolean {
  return isHeading || shown === "all" || provenBy.length > 0 === (shown === "proven");
}

/** The policy cut at its numbered headings; what stands before the first one is its head. */
export function chaptersOf(sentences: readonly PublishedSentence[]): PolicyChapter[] {
  const chapters: PolicyChapter[] = [];
  for (const sentence of sentences) {
    const isNumbered = sentence.isHeading && /^\d+\. /.test(sentence.text);
    if (isNumbered) chapters.push({ id: sentence.id, title: sentence.text, sentences: [] });
    else if (chapters.length === 0) chapters.push({ id: "head", title: "At its head", sentences: [sentence] });
    else chapters.at(-1)?.sentences.push(sentence);
  }
  return chapters;
}
