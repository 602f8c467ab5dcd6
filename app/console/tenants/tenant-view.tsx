"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import type { TenantDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { dayIn, instantIn } from "@/app/_ui/instant";
import { count } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";
import { StateMark } from "@/app/_words/state-mark";
import { CHANNEL_WORDS, PLAN_WORDS, requestName } from "@/app/_words/words";
import { useMe } from "../_frame/operator";
import { Personal } from "../_frame/personal";
import { TakeDown } from "../grievances/_acts/take-down";
import { OrdersHere } from "../orders/orders-here";
import { Panel } from "../requests/_detail/panel";
import { LodgeRequest } from "./lodge-request";
import { TenantHolds } from "./tenant-holds";
import { TenantMoney } from "./tenant-money";

/** What we may know of a tenant: who owns it, how much of what there is, and what was asked about it. */
export function TenantView({ detail }: { detail: TenantDetail }) {
  const reads = useMe().may["audit:read"];
  const { tenant, owner, counts, requests, deactivation, now } = detail;
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-2 pb-4 sm:px-6">
        <div className="min-w-0">
          <h1 className="font-medium text-lg leading-7 [overflow-wrap:anywhere]">{tenant.name}</h1>
          <p className="text-soft">
            {deactivation ? "Deactivated and sealed" : "Active"} · {PLAN_WORDS[tenant.plan] ?? tenant.plan} · since{" "}
            {dayIn(tenant.createdAt)}
          </p>
          {reads ? (
            <Link
              href={`/console/audit?q=${tenant.id}`}
              className="inline-flex min-h-6 items-center text-soft underline decoration-edge underline-offset-4 hover:text-ink max-sm:min-h-11"
            >
              What happened to this tenant
            </Link>
          ) : null}
        </div>
        <div className="flex flex-wrap gap-2">
          <TakeDown tenant={tenant} />
          <LodgeRequest detail={detail} />
        </div>
      </div>
      {deactivation ? (
        <div className="px-4 pb-4 sm:px-6">
          <Callout tone="unsure">
            Locked out since {instantIn(deactivation.deactivatedAt)}. Everything is erased from{" "}
            <Time at={deactivation.purgeDueAt} now={now} />.
          </Callout>
        </div>
      ) : null}
      <OrdersHere about={{ tenantId: tenant.id }} className="px-4 pb-4 sm:px-6" />
      <div className="grid md:grid-cols-2">
        <Panel title="Owner" className="xl:row-start-1">
          {owner ? (
            <div className="flex flex-col items-start">
              <Personal of="tenant_owner" subjectId={tenant.id} field="name" masked={owner.name} />
              <Personal of="tenant_owner" subjectId={tenant.id} field="email" masked={owner.email} className="text-soft" />
              {owner.phone ? (
                <Personal of="tenant_owner" subjectId={tenant.id} field="phone" masked={owner.phone} className="text-soft" />
              ) : null}
            </div>
          ) : (
            <p>Nobody is on record as the owner.</p>
          )}
          <p className="mt-1 text-soft">
            Written to in {tenant.language === "hi" ? "Hindi" : "English"} · {tenant.timeZone}
          </p>
        </Panel>
        <Panel title="In numbers" className="md:border-line md:border-l xl:col-start-2 xl:row-start-1">
          <dl className="grid grid-cols-2 gap-y-1">
            <Amount name="people" value={counts.members} />
            <Amount name="bots" value={counts.bots} />
            <Amount name="keys in use" value={counts.keys} />
            <Amount name="keys revoked" value={counts.revokedKeys} />
          </dl>
        </Panel>
      </div>
      <TenantHolds tenant={tenant} />
      <TenantMoney tenantId={tenant.id} />
      <Panel title="Requests">
        {requests.length === 0 ? <p className="text-soft">Nobody has asked for anything yet.</p> : null}
        <ul className="-mx-4 sm:-mx-6">
          {requests.map((request) => (
            <li key={request.id}>
              <Link
                href={`/console/requests/${request.id}`}
                className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-t px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2 sm:px-6"
              >
                <span className="font-mono text-xs">{requestName(request.number)}</span>
                <StateMark state={request.state} />
                <span className="grow text-soft">
                  {CHANNEL_WORDS[request.channel]}
                  {request.tenantId === null ? "; the sender only claimed to be this tenant" : ""}
                </span>
                <Time at={request.receivedAt} now={now} className="text-soft text-xs" />
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function Amount({ name, value }: { name: string; value: number }): ReactNode {
  return (
    <div className="flex items-baseline gap-2">
      <dt className="order-2 text-soft">{name}</dt>
      <dd className="order-1 min-w-8 text-right font-medium tabular-nums">{count(value)}</dd>
    </div>
  );
}
