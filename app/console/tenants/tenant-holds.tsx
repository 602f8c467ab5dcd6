"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Holds } from "../requests/_detail/holds";

/** The orders about this tenant, whether or not it asked to be deleted. */
export function TenantHolds({ tenant }: { tenant: { id: string; name: string } }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.hold.ofTenant.queryOptions({ tenantId: tenant.id }, { refetchInterval: 15_000 }));
  return query.data ? <Holds holds={query.data.holds} now={query.data.now} tenant={tenant} /> : null;
}
