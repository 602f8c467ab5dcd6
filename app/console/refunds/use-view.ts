"use client";
import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { type QueueView, viewFrom } from "./views";

/**
 * The view of the queue one is in: that of the address, or, beside an open refund, the one that holds it, so that whoever granted
 * it sees it go on, not a list without it. The address is left as it is: to rewrite it would throw away a page that is being
 * gone to in the same moment, as the new refund of a second try is.
 */
export function useView(openId: string | null): QueueView {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const asked = viewFrom(useSearchParams().get("view"));
  // The refund's own page keeps this answer; here it is only looked at. A query of our own would be there before the page's answer
  // has come from the server, which is then taken too late for the first look.
  const data = useSyncExternalStore(
    (changed) => queries.getQueryCache().subscribe(notifyManager.batchCalls(changed)),
    () => queries.getQueryData(trpc.refund.detail.queryKey({ refundId: openId ?? "" })),
    () => undefined,
  );
  return openId && data?.refund.id === openId ? viewOf(data) : asked;
}

/** The view that `listRefunds` shows a refund in. */
function viewOf({ refund, approval }: RefundDetail): QueueView {
  if (refund.trouble) return "needs_person";
  if (refund.state === "requested") return approval ? "to_approve" : "to_decide";
  return refund.state === "granted" || refund.state === "submitted" || refund.state === "pending" ? "at_gateway" : "done";
}
