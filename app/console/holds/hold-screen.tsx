"use client";
import { useQuery } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { useTRPC } from "@/app/_trpc/client";
import { BackLink } from "../_frame/back-link";
import { Missing } from "../_frame/missing";
import { OneThing } from "../_frame/one-thing";
import { HoldView } from "./hold-view";

const LIST = "/console/holds";

/** One hold, asked again now and then: a colleague may agree while it is looked at. */
export function HoldScreen({ holdId }: { holdId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.hold.detail.queryOptions({ holdId }, { refetchInterval: 10_000 }));
  const missing = (
    <Missing icon={LockKeyhole} title="There is no such hold" heading="Hold not found" onward={{ href: LIST, words: "Show all holds" }}>
      Holds are never taken out of the book, so the address must be wrong.
    </Missing>
  );
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <BackLink href={LIST}>All holds</BackLink>
      <OneThing query={query} missing={missing}>
        {(detail) => <HoldView detail={detail} />}
      </OneThing>
    </div>
  );
}
