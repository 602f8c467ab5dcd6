import { PanelRightOpen } from "lucide-react";
import type { Metadata } from "next";
import { Empty } from "@/app/_ui/empty";
import { Kbd } from "@/app/_ui/kbd";

export const metadata: Metadata = { title: "Operators" };

/** Beside the list, before somebody is opened. */
export default function OperatorsPage() {
  return (
    <div className="flex h-full items-center justify-center">
      <Empty icon={PanelRightOpen} title="Open somebody to see their sessions, and who gave them their role">
        <span className="mt-2 inline-flex items-center gap-1.5">
          <Kbd keys="j" /> <Kbd keys="k" /> to move, <Kbd keys="Enter" /> to open
        </span>
      </Empty>
    </div>
  );
}
