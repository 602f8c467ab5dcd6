import type { words } from "@/app/_language/page-language";

type T = Awaited<ReturnType<typeof words<"rights">>>;

/** What a case is about; topics and their words are compared by a test. */
export const topicWords = (t: T, { kind, topic }: { kind: string; topic: string }): string =>
  t(`topic.${kind}.${topic}` as "topic.access.summary");
