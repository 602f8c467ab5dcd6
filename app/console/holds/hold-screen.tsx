"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, LockKeyhole } from "lucide-react";
import Link from "next/link";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { HoldView } from "./hold-view";

/** One hold, asked again now and then: a colleague may agree while it is looked at. */
export function HoldScreen({ holdId }: { holdId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.hold.detail.queryOptions({ holdId }, { refetchInterval: 10_000 }));
  const isMissing = query.error?.data?.code === "NOT_FOUND";
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <Link
        href="/console/holds"
        className="mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All holds
      </Link>
      {query.data ? <HoldView detail={query.data} /> : null}
      {query.isPending ? <DetailSkeleton /> : null}
      {isMissing && !query.data ? (
        <Empty
          icon={LockKeyhole}
          title="There is no such hold"
          action={
            <Link href="/console/holds" className={buttonClass()}>
              Show all holds
            </Link>
          }
        >
          <h1 className="sr-only">Hold not found</h1>
          Holds are never taken out of the book, so the address must be wrong.
        </Empty>
      ) : null}
      {query.error && !isMissing ? (
        <div className="px-4 py-4 sm:px-6">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
    </div>
  );
}
