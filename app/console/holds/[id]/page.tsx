import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { HoldScreen } from "../hold-screen";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function askFor({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const holdId = id.toLowerCase();
  const detail = await pageQueries()
    .fetchQuery(api.hold.detail.queryOptions({ holdId }))
    .catch(() => null);
  return { holdId, detail };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await askFor(props);
  return { title: detail ? `Hold on ${detail.tenant?.name ?? "an erased tenant"}` : "Legal hold" };
}

export default async function HoldPage(props: Props) {
  const { holdId } = await askFor(props);
  return (
    <Hydrate>
      <HoldScreen holdId={holdId} />
    </Hydrate>
  );
}
