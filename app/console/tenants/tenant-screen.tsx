"use client";
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useTRPC } from "@/app/_trpc/client";
import { BackLink } from "../_frame/back-link";
import { Missing } from "../_frame/missing";
import { OneThing } from "../_frame/one-thing";
import { TenantView } from "./tenant-view";

const LIST = "/console/tenants";

/** One tenant's shell, asked again now and then. */
export function TenantScreen({ tenantId }: { tenantId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.tenant.detail.queryOptions({ tenantId }, { refetchInterval: 15_000 }));
  const missing = (
    <Missing
      icon={Building2}
      title="There is no such tenant"
      heading="Tenant not found"
      onward={{ href: LIST, words: "Search the tenants" }}
    >
      It may have been erased since. Then only its requests are left, without a name.
    </Missing>
  );
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <BackLink href={LIST}>All tenants</BackLink>
      <OneThing query={query} missing={missing}>
        {(detail) => <TenantView detail={detail} />}
      </OneThing>
    </div>
  );
}
