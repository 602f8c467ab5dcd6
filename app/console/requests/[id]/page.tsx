import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { requestName } from "@/app/_words/words";
import { RequestScreen } from "../_detail/request-screen";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function askFor({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const requestId = id.toLowerCase();
  const options = api.request.detail.queryOptions({ requestId });
  // Not found and not allowed are answers for the screen to show, in its own place.
  const detail = await pageQueries()
    .fetchQuery(options)
    .catch(() => null);
  return { requestId, detail };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await askFor(props);
  return { title: detail ? [requestName(detail.request.number), detail.tenant?.name].filter(Boolean).join(" · ") : "Request" };
}

export default async function RequestPage(props: Props) {
  const { requestId } = await askFor(props);
  return (
    <Hydrate>
      <RequestScreen requestId={requestId} />
    </Hydrate>
  );
}
