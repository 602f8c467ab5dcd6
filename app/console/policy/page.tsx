import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { contextOnce } from "@/app/_trpc/server";
import { Empty } from "@/app/_ui/empty";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { PageHead } from "../_frame/page-head";
import { Chapter } from "./chapter";
import { chaptersOf, isShown, SHOWN, shownOf } from "./chapters-of";
import { PolicyLinks } from "./policy-links";

export const metadata: Metadata = { title: "Policy" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What we have published, sentence by sentence, beside what keeps it and what proves it (A4). Made for reading and for paper. */
export default async function PolicyPage({ searchParams }: Props) {
  const api = callerFactory(appRouter)(await contextOnce());
  const { policies, counts } = await api.policy.promises();
  const asked = await searchParams;
  const policy = policies.find(({ name }) => name === asked.policy) ?? policies[0];
  const shown = shownOf(asked.show);
  const section = typeof asked.section === "string" ? asked.section : null;
  const all = chaptersOf(policy?.sentences ?? []);
  const chapters = all
    .filter(({ id }) => !all.some((chapter) => chapter.id === section) || id === section)
    .map((chapter) => ({ ...chapter, sentences: chapter.sentences.filter((sentence) => isShown(sentence, shown)) }))
    .filter(({ sentences }) => sentences.some(({ isHeading }) => !isHeading));
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Policy">
        {counts.proven} of {counts.sentences} sentences are proven: code that is named keeps them, and {counts.tests} tests name them. Of{" "}
        {counts.inPart} of these tests can prove only a part, and what is left is said; {counts.explained} have a written reason why no test
        can. The build checks that each test is there and is not passed over; whether it shows what its sentence says is for you to judge.
      </PageHead>
      <PolicyLinks
        policies={policies.map(({ name, title }) => ({ name, title }))}
        chapters={all.map(({ id, title }) => ({ id, title }))}
        at={{ policy: policy?.name ?? "deletion", show: shown, section }}
      />
      <h2 className="px-4 pt-5 font-medium text-base sm:px-6">{policy?.title}</h2>
      {chapters.map((chapter) => (
        <Chapter key={chapter.id} chapter={chapter} />
      ))}
      {chapters.length === 0 ? (
        <Empty icon={ScrollText} title="No sentence is here">
          {SHOWN[shown]} in another part of the policy, or in the other policy.
        </Empty>
      ) : null}
    </div>
  );
}
