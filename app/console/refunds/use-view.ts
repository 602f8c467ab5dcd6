"use client";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import type { RefundDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { useAwake } from "@/app/_ui/tick";
import { type QueueView, viewFrom } from "./views";

/**
 * The view of the queue one is in: that of the address, or, beside an open refund, the one that holds it, so that whoever granted
 * it sees it go on, not a list without it. The address is left as it is: to rewrite it would throw away a page that is being
 * gone to in the same moment, as the new refund of a second try is.
 */
export function useView(openId: string | null): QueueView {
  const trpc = useTRPC();
  const asked = viewFrom(useSearchParams().get("view"));
  // The refund's own page keeps this answer fresh; here it is only looked at. The first look is the server's, which goes by the address.
  const { data } = useQuery(trpc.refund.detail.queryOptions({ refundId: openId ?? "" }, { enabled: false }));
  const isAwake = useAwake();
  return isAwake && openId && data?.refund.id === openId ? viewOf(data) : asked;
}

/** The view that `listRefunds` shows a refund in. */
function viewOf({ refund, approval }: RefundDetail): QueueView {
  if (refund.trouble) return "needs_person";
  if (refund.state === "requested") return approval ? "to_approve" : "to_decide";
  return refund.state === "granted" || refund.state === "submitted" || refund.state === "pending" ? "at_gateway" : "done";
}
