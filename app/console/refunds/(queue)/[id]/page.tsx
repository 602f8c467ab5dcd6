import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { refundName } from "@/app/_words/refunds";
import { RefundScreen } from "../../_detail/refund-screen";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function askFor({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const refundId = id.toLowerCase();
  // Not found and not allowed are answers for the screen to show, in its own place.
  const detail = await pageQueries()
    .fetchQuery(api.refund.detail.queryOptions({ refundId }))
    .catch(() => null);
  return { refundId, detail };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await askFor(props);
  return { title: detail ? [refundName(detail.refund.number), detail.tenant?.name].filter(Boolean).join(" · ") : "Refund" };
}

export default async function RefundPage(props: Props) {
  const { refundId } = await askFor(props);
  return (
    <Hydrate>
      <RefundScreen refundId={refundId} />
    </Hydrate>
  );
}
