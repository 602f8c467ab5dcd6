import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { TenantScreen } from "../tenant-screen";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function askFor({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const tenantId = id.toLowerCase();
  const detail = await pageQueries()
    .fetchQuery(api.tenant.detail.queryOptions({ tenantId }))
    .catch(() => null);
  return { tenantId, detail };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await askFor(props)).detail?.tenant.name ?? "Tenant" };
}

export default async function TenantPage(props: Props) {
  const { tenantId } = await askFor(props);
  return (
    <Hydrate>
      <TenantScreen tenantId={tenantId} />
    </Hydrate>
  );
}
