import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EndpointScreen } from "../endpoint-screen";

export const metadata: Metadata = { title: "Endpoint" };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export default async function EndpointPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  return <EndpointScreen endpointId={id.toLowerCase()} />;
}
