import { Signpost } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";

/** An address of the console that leads nowhere; the rail stays. */
export default function NotFound() {
  return (
    <Empty
      icon={Signpost}
      title="There is nothing at this address"
      action={
        <Link href="/console/requests" className={buttonClass()}>
          Go to the requests
        </Link>
      }
    >
      <h1 className="sr-only">Not found</h1>
      The link may be cut short. Search by number, organisation or e-mail instead.
    </Empty>
  );
}
