"use client";
import { useQuery } from "@tanstack/react-query";
import { IdCard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { useCommands } from "@/app/_ui/commands";
import { BackLink } from "../_frame/back-link";
import { Missing } from "../_frame/missing";
import { isNotFound, OneThing } from "../_frame/one-thing";
import { OperatorView } from "./operator-view";

const LIST = "/console/operators";

/** One person, asked again now and then: a colleague may agree while it is looked at. */
export function OperatorScreen({ operatorId }: { operatorId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const query = useQuery(trpc.operator.detail.queryOptions({ operatorId }, { refetchInterval: 10_000 }));
  useCommands([{ id: "hidden-back", title: "Back to everybody", group: "Operators", keys: "Escape", run: () => router.push(LIST) }]);
  const missing = (
    <Missing icon={IdCard} title="There is nobody like that" heading="Operator not found" onward={{ href: LIST, words: "Show everybody" }}>
      An invitation that nobody agreed to leaves only a line in the book; people who left stay in the list.
    </Missing>
  );
  return (
    <div className="pb-10 lg:h-full lg:overflow-y-auto">
      <BackLink href={LIST} isOnlyNarrow>
        Everybody
      </BackLink>
      {/* An invitation that is declined is gone while it is looked at: what was known of it does not stay. */}
      {isNotFound(query.error) ? (
        missing
      ) : (
        <OneThing query={query} missing={null}>
          {(detail) => <OperatorView detail={detail} />}
        </OneThing>
      )}
    </div>
  );
}
