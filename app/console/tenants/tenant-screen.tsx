"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Building2 } from "lucide-react";
import Link from "next/link";
import { type ApiError, refusedOf } from "@/app/_trpc/answers";
import { useTRPC } from "@/app/_trpc/client";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Trouble } from "@/app/_ui/trouble";
import { DetailSkeleton } from "../requests/_detail/detail-skeleton";
import { TenantView } from "./tenant-view";

/** One tenant's shell, asked again now and then. */
export function TenantScreen({ tenantId }: { tenantId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.tenant.detail.queryOptions({ tenantId }, { refetchInterval: 15_000 }));
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <Link
        href="/console/tenants"
        className="mx-3 mt-3 inline-flex h-8 items-center gap-1.5 rounded px-1 text-soft hover:text-ink max-sm:h-11 sm:mx-5"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All tenants
      </Link>
      {query.data ? <TenantView detail={query.data} /> : null}
      {query.isPending ? <DetailSkeleton /> : null}
      {query.error?.data?.code === "NOT_FOUND" && !query.data ? (
        <Empty
          icon={Building2}
          title="There is no such tenant"
          action={
            <Link href="/console/tenants" className={buttonClass()}>
              Search the tenants
            </Link>
          }
        >
          <h1 className="sr-only">Tenant not found</h1>
          It may have been erased since. Then only its requests are left, without a name.
        </Empty>
      ) : null}
      {query.error && query.error.data?.code !== "NOT_FOUND" ? (
        <div className="px-4 py-4 sm:px-6">
          <Trouble {...refusedOf(query.error as ApiError)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
    </div>
  );
}
