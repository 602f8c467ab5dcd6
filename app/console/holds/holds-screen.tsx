"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { ViewLinks } from "@/app/_ui/view-links";
import { IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { PageHead } from "../_frame/page-head";
import { QueryTrouble } from "../_frame/query-trouble";
import { HoldLine } from "./hold-line";
import { VIEWS, type View } from "./views";

/** Every legal hold: those that need a second person first, then by the day of review. */
export function HoldsScreen() {
  const trpc = useTRPC();
  const asked = useSearchParams().get("view");
  const shown = VIEWS.find((one) => one.view === asked) ?? (VIEWS[0] as View);
  const holds = useInfiniteQuery(trpc.hold.list.infiniteQueryOptions({ view: shown.view }, { ...IN_PAGES, refetchInterval: 15_000 }));
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Legal holds">{shown.says}</PageHead>
      <ViewLinks
        name="Which holds"
        param="view"
        views={VIEWS.map((one) => ({ value: one.view === "open" ? null : one.view, title: one.title, isShown: one === shown }))}
      />
      <QueryTrouble query={holds} />
      <Lines
        query={holds}
        name="Legal holds"
        empty={
          <Empty icon={LockKeyhole} title={shown.empty}>
            {shown.emptySays}
          </Empty>
        }
      >
        {(hold, { now, remindUpTo }) => <HoldLine hold={hold} now={now} remindUpTo={remindUpTo} />}
      </Lines>
    </div>
  );
}
