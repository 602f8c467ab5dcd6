import { Scale } from "lucide-react";
import { Empty } from "@/app/_ui/empty";
import { PageHead } from "../_frame/page-head";

/** Whoever handled a case does not read what is said about it (G1): this desk is the officer's. */
export function ForOfficers() {
  return (
    <div className="mx-auto max-w-5xl pb-10">
      <PageHead title="Grievances" />
      <Empty icon={Scale} title="This desk is the grievance officer's">
        What owners write about us is read by the officer alone, so that nobody decides about their own work.
      </Empty>
    </div>
  );
}
