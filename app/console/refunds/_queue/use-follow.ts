"use client";
import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import type { RefundDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { type QueueView, searchOf } from "../views";

/** The queue beside an open refund is the view that holds it: whoever granted it sees it go on, not a list without it. */
export function useFollow(openId: string | null, view: QueueView): void {
  const trpc = useTRPC();
  const pathname = usePathname();
  // The refund's own page keeps this answer fresh; here it is only looked at.
  const { data } = useQuery(trpc.refund.detail.queryOptions({ refundId: openId ?? "" }, { enabled: false }));
  const held = openId && data?.refund.id === openId ? viewOf(data) : null;
  useEffect(() => {
    if (held && held !== view) window.history.replaceState(null, "", `${pathname}${searchOf(held)}`);
  }, [held, view, pathname]);
}

/** The view that `listRefunds` shows a refund in. */
function viewOf({ refund, approval }: RefundDetail): QueueView {
  if (refund.trouble) return "needs_person";
  if (refund.state === "requested") return approval ? "to_approve" : "to_decide";
  return refund.state === "granted" || refund.state === "submitted" || refund.state === "pending" ? "at_gateway" : "done";
}
