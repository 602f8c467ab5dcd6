"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseOrders, GrievanceDetail } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/commands";
import { Skeleton } from "@/app/_ui/skeleton";
import { ORDER_WORDS } from "@/app/_words/orders";
import { useMe } from "../../../_frame/operator";
import { QueryTrouble } from "../../../_frame/query-trouble";
import { Panel } from "../../../requests/_detail/panel";
import { CaseOrder } from "./case-order";
import { GiveOrderDialog } from "./give-order-dialog";

type Kind = CaseOrders["items"][number]["kind"];
const KINDS = ["pause_act", "review_refund", "reactivate", "place_hold"] as const satisfies readonly Kind[];

/** What the officer ordered about this case, and orders others (G4). */
export function OrdersPanel({ detail }: { detail: GrievanceDetail }) {
  return useMe().may["order:give"] ? <Shown grievanceId={detail.case.id} isOpen={detail.case.state === "open"} /> : null;
}

function Shown({ grievanceId, isOpen }: { grievanceId: string; isOpen: boolean }) {
  const trpc = useTRPC();
  const orders = useQuery(trpc.order.ofCase.queryOptions({ grievanceId }, { refetchInterval: 15_000 }));
  const [asking, setAsking] = useState<Kind | null>(null);
  const { data } = orders;
  const offered = data && isOpen ? KINDS.filter((kind) => hasSubject(data, kind)) : [];
  const becauses = data ? offered.map((kind) => ({ kind, because: whyNot(data, kind) })) : [];
  useCommands(
    becauses.map(({ kind, because }) => ({
      id: `order-${kind}`,
      title: `Order: ${ORDER_WORDS[kind].name.toLowerCase()}`,
      group: "This case",
      because,
      run: () => {
        if (!because) setAsking(kind);
      },
    })),
  );
  return (
    <Panel title="Orders">
      <p className="max-w-prose text-pretty text-soft">
        You order, and somebody else carries it out. Each order is followed to its end here.
      </p>
      {orders.isPending ? <Skeleton className="mt-3 h-24 w-full" /> : null}
      <QueryTrouble query={orders} className="mt-3" />
      {becauses.length > 0 ? (
        <div className="mt-3 flex flex-wrap gap-2 max-sm:flex-col">
          {becauses.map(({ kind, because }) => (
            <Button
              key={kind}
              data-command={`order-${kind}`}
              disabled={because !== null}
              aria-describedby={because ? `why-no-${kind}` : undefined}
              onClick={() => setAsking(kind)}
            >
              {ORDER_WORDS[kind].name}…
            </Button>
          ))}
        </div>
      ) : null}
      {becauses.map(({ kind, because }) =>
        because ? (
          <p key={kind} id={`why-no-${kind}`} className="mt-1.5 max-w-prose text-pretty text-soft text-xs">
            <span className="font-medium">{ORDER_WORDS[kind].name}:</span> {because}
          </p>
        ) : null,
      )}
      {data && !isOpen ? <p className="mt-3 text-soft">New orders are given about open cases. Open it again first.</p> : null}
      {data && isOpen && offered.length === 0 ? (
        <p className="mt-3 text-pretty text-soft">
          Link the case to its tenant, request or refund first; then something about it can be ordered.
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul aria-label="Orders of this case" className="mt-4">
          {data.items.map((order) => (
            <CaseOrder key={order.id} order={order} now={data.now} grievanceId={grievanceId} />
          ))}
        </ul>
      ) : null}
      {data?.items.length === 0 ? <p className="mt-3 text-soft">Nothing was ordered about this case yet.</p> : null}
      {asking && data ? (
        <GiveOrderDialog key={asking} kind={asking} choices={data} grievanceId={grievanceId} onClose={() => setAsking(null)} />
      ) : null}
    </Panel>
  );
}

/** Why an order of this kind would be refused whatever it is about; null where it can be about something. */
function whyNot({ requests, refunds }: CaseOrders, kind: Kind): string | null {
  if (kind === "place_hold") return null;
  const about = [
    ...(kind === "review_refund" ? [] : requests.map(({ because }) => because[kind])),
    ...(kind === "reactivate" ? [] : refunds.map(({ because }) => because[kind])),
  ];
  return about.includes(null) ? null : [...new Set(about)].join(" ");
}

/** Whether the case names anything that such an order can be about at all; whether it can be given now is said in its question. */
function hasSubject({ tenant, requests, refunds }: CaseOrders, kind: Kind): boolean {
  if (kind === "place_hold") return tenant !== null;
  if (kind === "review_refund") return refunds.length > 0;
  return kind === "reactivate" ? requests.length > 0 : requests.length + refunds.length > 0;
}
