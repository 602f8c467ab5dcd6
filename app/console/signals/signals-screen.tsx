"use client";
import { useQuery } from "@tanstack/react-query";
import { MailX, Plus, Webhook } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button, buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { count } from "@/app/_ui/rupees";
import { ListSkeleton } from "../_frame/list-skeleton";
import { useMe } from "../_frame/operator";
import { PageHead } from "../_frame/page-head";
import { QueryTrouble } from "../_frame/query-trouble";
import { AddEndpoint } from "./add-endpoint";
import { EndpointLine } from "./endpoint-line";
import { ForWhomItIs } from "./for-whom-it-is";

/** Where the platform is told what happens to tenants, and whether it listens. */
export function SignalsScreen() {
  return (
    <ForWhomItIs>
      <Shown />
    </ForWhomItIs>
  );
}

function Shown() {
  const me = useMe();
  const trpc = useTRPC();
  const [adding, setAdding] = useState(false);
  const endpoints = useQuery(trpc.signal.endpoints.queryOptions(undefined, { refetchInterval: 10_000 }));
  const { data } = endpoints;
  const dead = data?.items.reduce((sum, endpoint) => sum + endpoint.dead, 0) ?? 0;
  const add = me.may["signal:manage"] ? (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden className="size-4" />
      Add an endpoint…
    </Button>
  ) : null;
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead
        title="Webhooks"
        aside={
          <div className="flex flex-wrap gap-2">
            <Link href="/console/signals/dead" className={buttonClass()}>
              <MailX aria-hidden className="size-4" />
              Dead letters{dead > 0 ? ` (${count(dead)})` : ""}
            </Link>
            {add}
          </div>
        }
      >
        Who is told when a tenant is locked out, comes back, is being erased or is gone
      </PageHead>
      <div className="border-line border-t">
        <QueryTrouble query={endpoints} />
        {endpoints.isPending ? <ListSkeleton /> : null}
        <ul aria-label="Endpoints">
          {data?.items.map((endpoint) => (
            <EndpointLine key={endpoint.id} endpoint={endpoint} now={data.now} />
          ))}
        </ul>
        {data?.items.length === 0 ? (
          <Empty icon={Webhook} title="Nobody is told yet" action={add}>
            {add
              ? "Add the address of a service that has to know when a tenant is locked out, comes back or is gone."
              : "An admin adds the services that have to know when a tenant is locked out, comes back or is gone."}
          </Empty>
        ) : null}
      </div>
      {adding ? <AddEndpoint onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
