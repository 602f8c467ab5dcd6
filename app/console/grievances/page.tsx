import { Scale } from "lucide-react";
import type { Metadata } from "next";
import { contextOnce } from "@/app/_trpc/server";
import { Empty } from "@/app/_ui/empty";
import { callerFactory } from "@/server/trpc/procedures";
import { appRouter } from "@/server/trpc/root";
import { ForOfficers } from "./for-officers";

export const metadata: Metadata = { title: "Grievances" };

/** The desk: its queue stands beside this, in the layout. */
export default async function GrievancesPage() {
  if (!(await callerFactory(appRouter)(await contextOnce()).operator.me()).may["grievance:read"]) return <ForOfficers />;
  return (
    <div className="max-lg:hidden">
      <Empty icon={Scale} title="Choose a case">
        What runs out first is at the top. The keys j and k walk the queue, Enter opens, m takes a case on.
      </Empty>
    </div>
  );
}
