import { UsersRound } from "lucide-react";
import type { Metadata } from "next";
import { Empty } from "@/app/_ui/empty";
import { Kbd } from "@/app/_ui/kbd";

export const metadata: Metadata = { title: "Approvals" };

/** Beside the list, before one is opened. */
export default function ApprovalsPage() {
  return (
    <div className="flex h-full items-center justify-center">
      <Empty icon={UsersRound} title="Open a question to see exactly what is asked">
        <span className="mt-2 inline-flex items-center gap-1.5">
          <Kbd keys="j" /> <Kbd keys="k" /> to move, <Kbd keys="Enter" /> to open
        </span>
      </Empty>
    </div>
  );
}
