"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { IN_PAGES } from "../_frame/in-pages";
import { Lines } from "../_frame/lines";
import { QueryTrouble } from "../_frame/query-trouble";
import { DeliveryLine } from "./delivery-line";

export type Show = "all" | "waiting" | "dead";

/** Deliveries of one endpoint or of all, newest first, asked again while one looks. */
export function Deliveries({ endpointId, show, empty }: { endpointId: string | null; show: Show; empty: ReactNode }) {
  const trpc = useTRPC();
  const deliveries = useInfiniteQuery(
    trpc.signal.deliveries.infiniteQueryOptions({ endpointId, show }, { ...IN_PAGES, refetchInterval: 5_000 }),
  );
  return (
    <>
      <QueryTrouble query={deliveries} />
      <Lines query={deliveries} name="Deliveries" empty={empty}>
        {(delivery) => <DeliveryLine delivery={delivery} withEndpoint={endpointId === null} />}
      </Lines>
    </>
  );
}
