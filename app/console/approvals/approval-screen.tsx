"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, UsersRound } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { ApprovalView } from "./approval-view";
import { searchOf, viewFrom } from "./views";

/** One question, asked again now and then: a colleague may answer while it is looked at. */
export function ApprovalScreen({ approvalId }: { approvalId: string }) {
  const trpc = useTRPC();
  const { view } = viewFrom(useSearchParams().get("view"));
  const query = useQuery(trpc.approval.detail.queryOptions({ approvalId }, { refetchInterval: 10_000 }));
  const isMissing = query.error?.data?.code === "NOT_FOUND";
  return (
    <div className="pb-10">
      <Link
        href={`/console/approvals${searchOf(view)}`}
        className="mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5 lg:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All approvals
      </Link>
      {query.data ? <ApprovalView detail={query.data} /> : null}
      {query.isPending ? <DetailSkeleton /> : null}
      {isMissing && !query.data ? (
        <Empty icon={UsersRound} title="There is no such question">
          <h1 className="sr-only">Question not found</h1>
          Questions are never taken out of the book, so the address must be wrong.
        </Empty>
      ) : null}
      {query.error && !isMissing ? (
        <div className="p-4 sm:px-6">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
    </div>
  );
}
