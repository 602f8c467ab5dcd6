"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Mails } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { ViewLinks } from "@/app/_ui/view-links";
import { IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { QueryTrouble } from "../_frame/query-trouble";
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
    trpc.letter.list.infiniteQueryOptions({ outcome: view.outcome }, { ...IN_PAGES, refetchInterval: 15_000 }),
  );
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Letters">{view.says}</PageHead>
      <ViewLinks
        name="Which letters"
        param="outcome"
        views={VIEWS.map((one) => ({ value: one.outcome === "all" ? null : one.outcome, title: one.title, isShown: one === view }))}
      />
      <QueryTrouble query={letters} />
      <Lines
        query={letters}
        name="Letters"
        empty={
          <Empty icon={Mails} title={view.empty}>
            {view.emptySays}
          </Empty>
        }
      >
        {(letter) => <LetterLine letter={letter} onOpen={() => setOpen(letter.id)} />}
      </Lines>
      {open ? <LetterDialog key={open} letterId={open} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}
