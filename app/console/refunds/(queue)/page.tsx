import { PanelRightOpen } from "lucide-react";
import type { Metadata } from "next";
import { Empty } from "@/app/_ui/empty";
import { Kbd } from "@/app/_ui/kbd";

export const metadata: Metadata = { title: "Refunds" };

/** Beside the queue, before one is opened. */
export default function RefundsPage() {
  return (
    <div className="flex h-full items-center justify-center">
      <Empty icon={PanelRightOpen} title="Open a refund to see why it is due, and who has to agree">
        <span className="mt-2 inline-flex items-center gap-1.5">
          <Kbd keys="j" /> <Kbd keys="k" /> to move, <Kbd keys="Enter" /> to open
        </span>
      </Empty>
    </div>
  );
}
