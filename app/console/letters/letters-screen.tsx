"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Mails } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { ViewLinks } from "@/app/_ui/view-links";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { ListSkeleton } from "../requests/_list/list-skeleton";
import { MoreLines } from "../requests/_list/more-lines";
import { LetterDialog } from "./letter-dialog";
import { LetterLine } from "./letter-line";
import { VIEWS, type View } from "./views";

/** Every letter that came in, and what became of it: nothing is lost, nothing is silently dropped (V1). */
export function LettersScreen() {
  const me = useMe();
  if (!me.may["letter:read"]) {
    return (
      <Empty icon={Mails} title="Letters are not shown to your role">
        They are people's own words. Requests show you their verdicts, with addresses masked.
      </Empty>
    );
  }
  return <Shown />;
}

function Shown() {
  const trpc = useTRPC();
  const asked = useSearchParams().get("outcome");
  const view = VIEWS.find((one) => one.outcome === asked) ?? (VIEWS[0] as View);
  const [open, setOpen] = useState<string | null>(null);
  const letters = useInfiniteQuery(
    trpc.letter.list.infiniteQueryOptions(
      { outcome: view.outcome },
      { getNextPageParam: (page) => page.next, refetchInterval: 15_000, placeholderData: keepPreviousData },
    ),
  );
  const rows = letters.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Letters">{view.says}</PageHead>
      <ViewLinks
        name="Which letters"
        param="outcome"
        views={VIEWS.map((one) => ({ value: one.outcome === "all" ? null : one.outcome, title: one.title, isShown: one === view }))}
      />
      {letters.error ? (
        <div className="p-4 sm:px-6">
          <Trouble {...refusedOf(letters.error as ApiError)} onRetry={() => void letters.refetch()} />
        </div>
      ) : null}
      {letters.isPending ? <ListSkeleton /> : null}
      <ul aria-label="Letters" aria-busy={letters.isPlaceholderData} className={letters.isPlaceholderData ? "opacity-60" : undefined}>
        {rows.map((letter) => (
          <LetterLine key={letter.id} letter={letter} onOpen={() => setOpen(letter.id)} />
        ))}
      </ul>
      {letters.data && rows.length === 0 ? (
        <Empty icon={Mails} title={view.empty}>
          {view.emptySays}
        </Empty>
      ) : null}
      <MoreLines
        count={rows.length}
        more={letters.hasNextPage}
        loading={letters.isFetchingNextPage}
        onMore={() => void letters.fetchNextPage()}
      />
      {open ? <LetterDialog key={open} letterId={open} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
