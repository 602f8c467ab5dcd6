"use client";
import { useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { BackLink } from "../_frame/back-link";
import { Missing } from "../_frame/missing";
import { OneThing } from "../_frame/one-thing";
import { ApprovalView } from "./approval-view";
import { searchOf, viewFrom } from "./views";

/** One question, asked again now and then: a colleague may answer while it is looked at. */
export function ApprovalScreen({ approvalId }: { approvalId: string }) {
  const trpc = useTRPC();
  const { view } = viewFrom(useSearchParams().get("view"));
  const query = useQuery(trpc.approval.detail.queryOptions({ approvalId }, { refetchInterval: 10_000 }));
  const missing = (
    <Missing icon={UsersRound} title="There is no such question" heading="Question not found">
      Questions are never taken out of the book, so the address must be wrong.
    </Missing>
  );
  return (
    <div className="pb-10">
      <BackLink href={`/console/approvals${searchOf(view)}`} isOnlyNarrow>
        All approvals
      </BackLink>
      <OneThing query={query} missing={missing}>
        {(detail) => <ApprovalView detail={detail} />}
      </OneThing>
    </div>
  );
}
