import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { OrderScreen } from "../order-screen";

export const metadata: Metadata = { title: "Order" };

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export default async function OrderPage({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const orderId = id.toLowerCase();
  await pageQueries()
    .fetchQuery(api.order.detail.queryOptions({ orderId }))
    .catch(() => null);
  return (
    <Hydrate>
      <OrderScreen orderId={orderId} />
    </Hydrate>
  );
}
