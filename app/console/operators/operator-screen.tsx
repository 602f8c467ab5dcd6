"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, IdCard } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { OperatorView } from "./operator-view";

const LIST = "/console/operators";

/** One person, asked again now and then: a colleague may agree while it is looked at. */
export function OperatorScreen({ operatorId }: { operatorId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.operator.detail.queryOptions({ operatorId }, { refetchInterval: 10_000 }));
  const isMissing = query.error?.data?.code === "NOT_FOUND";
  useCommands([{ id: "hidden-back", title: "Back to everybody", group: "Operators", keys: "Escape", run: () => router.push(LIST) }]);
  return (
    <div className="pb-10 lg:h-full lg:overflow-y-auto">
      <Link
        href={LIST}
        className="mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5 lg:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Everybody
      </Link>
      {query.data && !isMissing ? <OperatorView detail={query.data} /> : null}
      {query.isPending ? <DetailSkeleton /> : null}
      {isMissing ? (
        <Empty
          icon={IdCard}
          title="There is nobody like that"
          action={
            <Link href={LIST} className={buttonClass()}>
              Show everybody
            </Link>
          }
        >
          <h1 className="sr-only">Operator not found</h1>
          An invitation that nobody agreed to leaves only a line in the book; people who left stay in the list.
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
