import Link from "next/link";
import type { GrievanceRow } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { Time } from "@/app/_ui/time";
import { ClockWords } from "./clock-words";
import { caseWords } from "./words";

/** One case: whose, what about, and by when somebody has to answer. Fetched ahead by nothing, because reading it is written down. */
export function GrievanceLine({ item, now }: { item: GrievanceRow; now: Date }) {
  return (
    <li>
      <Link
        href={`/console/grievances/${item.id}`}
        prefetch={false}
        className="block border-line border-b px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-mono text-xs">{item.name}</span>
          <span className={cx("min-w-0 truncate font-medium", !item.organisation && "font-normal text-soft italic")}>
            {item.organisation ?? "erased"}
          </span>
          <span className="min-w-0 grow truncate text-soft max-sm:basis-full">{caseWords(item)}</span>
          <ClockWords timed={item} now={now} />
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-soft text-xs">
          <span>
            received <Time at={item.receivedAt} now={now} relative={false} />
          </span>
          <span>{item.language === "hi" ? "writes Hindi" : "writes English"}</span>
        </span>
      </Link>
    </li>
  );
}
