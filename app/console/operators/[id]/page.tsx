import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { OperatorScreen } from "../operator-screen";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function askFor({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const operatorId = id.toLowerCase();
  // Not found and not allowed are answers for the screen to show, in its own place.
  const detail = await pageQueries()
    .fetchQuery(api.operator.detail.queryOptions({ operatorId }))
    .catch(() => null);
  return { operatorId, detail };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await askFor(props);
  return { title: detail ? detail.operator.name : "Operator" };
}

export default async function OperatorPage(props: Props) {
  const { operatorId } = await askFor(props);
  return (
    <Hydrate>
      <OperatorScreen operatorId={operatorId} />
    </Hydrate>
  );
}
