import type { ReactNode } from "react";
import { RefundViews } from "./refund-views";

/** The queue, the credit notes and the differences share one row of links; each page fills what is below it. */
export default function RefundsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="lg:flex lg:h-full lg:flex-col">
      <RefundViews />
      <div className="min-w-0 grow lg:min-h-0 lg:overflow-y-auto">{children}</div>
    </div>
  );
}
