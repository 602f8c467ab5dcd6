import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { contextOnce } from "@/app/_trpc/server";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { ForOfficers } from "../for-officers";
import { CaseView } from "./case-view";

export const metadata: Metadata = { title: "Grievance" };

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One case as the desk reads it. That it was read stands in the book (A1). */
export default async function GrievancePage({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const api = callerFactory(appRouter)(await contextOnce());
  if (!(await api.operator.me()).may["grievance:read"]) return <ForOfficers />;
  const found = await api.grievance.open({ grievanceId: id }).catch((error: { code?: string }) => {
    if (error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <CaseView detail={found} />;
}
