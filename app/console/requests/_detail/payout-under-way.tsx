import Link from "next/link";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { many, rupees } from "@/app/_ui/rupees";
import { Time } from "@/app/_ui/time";

/** Money on its way back to the owner: a purge that is due waits for it, and one that is not yet due would. */
export function PayoutUnderWay({ detail }: { detail: RequestDetail }) {
  const { payingOut, deactivation, request, tenant, now } = detail;
  if (!payingOut || !deactivation || request.state !== "retained") return null;
  const isDue = deactivation.purgeDueAt <= now;
  return (
    <div className="px-4 pb-4 sm:px-6">
      <Callout tone={isDue ? "unsure" : "info"}>
        <span className="font-medium">{isDue ? "The purge waits: " : ""}</span>
        {rupees(payingOut.amountPaise)} {payingOut.refunds === 1 ? "has" : `of ${many(payingOut.refunds, "refund")} has`} been on its way
        since <Time at={payingOut.since} now={now} />.{" "}
        {isDue ? "It begins by itself once the gateway has answered." : "The purge does not begin before the gateway has answered."}{" "}
        {payingOut.refundId ? (
          <Link href={`/console/refunds/${payingOut.refundId}`} className="underline underline-offset-4">
            See the refund
          </Link>
        ) : tenant ? (
          <Link href={`/console/tenants/${tenant.id}#refunds`} className="underline underline-offset-4">
            See the refunds
          </Link>
        ) : null}
      </Callout>
    </div>
  );
}
