import Link from "next/link";
import type { TenantRow } from "@/app/_trpc/answers";
import { dayIn } from "@/app/_ui/instant";
import { StateMark } from "@/app/_words/state-mark";
import { PLAN_WORDS, requestName } from "@/app/_words/words";
import type { State } from "@/server/deletion/lifecycle";

/** One tenant: its name, owner, plan, and its open request when there is one. */
export function TenantLine({ tenant }: { tenant: TenantRow }) {
  return (
    <Link
      href={`/console/tenants/${tenant.id}`}
      prefetch={false}
      className="grid min-h-12 grid-cols-[1fr_auto] items-center gap-x-4 border-line border-b px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_10rem] lg:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_6rem_7rem_10rem] sm:px-6"
    >
      <span title={tenant.name} className="truncate font-medium">
        {tenant.name}
      </span>
      <span className="order-3 truncate text-soft max-sm:col-span-2 max-sm:text-xs sm:order-none">
        {tenant.ownerEmail ?? "no owner on record"}
      </span>
      <span className="text-soft max-lg:hidden">{PLAN_WORDS[tenant.plan] ?? tenant.plan}</span>
      <span className="whitespace-nowrap text-soft tabular-nums max-lg:hidden">{dayIn(tenant.createdAt)}</span>
      <span className="flex items-center justify-end gap-2">
        {tenant.requestNumber && tenant.requestState ? (
          <>
            <span className="font-mono text-soft text-xs max-sm:hidden">{requestName(tenant.requestNumber)}</span>
            <StateMark state={tenant.requestState as State} />
          </>
        ) : null}
      </span>
    </Link>
  );
}
