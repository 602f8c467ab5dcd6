import Link from "next/link";
import type { RequestDetail } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { instantIn } from "@/app/_ui/instant";
import { many, rupees } from "@/app/_ui/rupees";

type Impact = NonNullable<RequestDetail["impact"]>;

/** D§5: what the owner could still have back and has not asked for. Once the account is deactivated nobody can ask any more. */
export function RefundWarning({ detail: { impact, tenant }, className }: { detail: RequestDetail; className?: string }) {
  if (!impact) return null;
  const { unaskedRefunds } = impact;
  const { purchases, paise, earliestDeadline } = unaskedRefunds;
  if (purchases === 0 || !earliestDeadline) return null;
  return (
    <Callout tone="unsure" className={className}>
      <span className="font-medium">Tell the owner to ask for refunds first (D§5); after deactivation nobody can.</span> {rupees(paise)} of{" "}
      {many(purchases, "purchase")} could be paid back and nobody has asked.{" "}
      {purchases === 1 ? "It can be asked for" : "The first of them can be asked for"} until {instantIn(earliestDeadline)}.{" "}
      {tenant ? (
        <Link href={`/console/tenants/${tenant.id}#purchases`} className="underline underline-offset-4">
          See the purchases
        </Link>
      ) : null}
    </Callout>
  );
}

/** Refunds that a deactivation does not end, as what stands at the two ends of a line. */
export function openRefundLines({ openRefunds, refundsPayingOut }: Impact): { amount: string; words: string; refunds: string }[] {
  return [
    { ...openRefunds, words: "asked back by the owner; stays payable" },
    { ...refundsPayingOut, words: "on its way back to the owner; a purge waits for it" },
  ]
    .filter(({ refunds }) => refunds > 0)
    .map(({ refunds, paise, words }) => ({ amount: rupees(paise), words, refunds: many(refunds, "refund") }));
}
