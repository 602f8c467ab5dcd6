import { Scale } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";

/** A case that is not there; the queue stays beside it. */
export default function CaseNotFound() {
  return (
    <Empty
      icon={Scale}
      title="There is no such case"
      action={
        <Link href="/console/grievances" prefetch={false} className={buttonClass()}>
          Back to the queue
        </Link>
      }
    >
      <h1 className="sr-only">Case not found</h1>
      The numbers of cases stay in the register for ever, so the address must be wrong. Find it by its number in the queue.
    </Empty>
  );
}
