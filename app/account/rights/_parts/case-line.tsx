import Link from "next/link";
import { words } from "@/app/_language/page-language";
import type { accountApi } from "@/app/account/_act/account-api";
import { CaseClock } from "./case-clock";
import { standingWords } from "./standing-words";
import { topicWords } from "./topic-words";

type Listed = Awaited<ReturnType<Awaited<ReturnType<typeof accountApi>>["rights"]["list"]>>["items"][number];

/** One case: what it is, its number, how it stands, and its clock. */
export async function CaseLine({ item, now }: { item: Listed; now: Date }) {
  const t = await words("rights");
  return (
    <li className="border-line border-b py-4 last:border-b-0">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <Link
          href={`/account/rights/${item.id}`}
          className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
        >
          {t(`kind.${item.kind}`)}: {topicWords(t, item)}
        </Link>
        <span className="font-mono text-soft text-sm">{item.name}</span>
        <span className="text-soft">{standingWords(t, item)}</span>
      </div>
      <CaseClock timed={item} now={now} />
    </li>
  );
}
