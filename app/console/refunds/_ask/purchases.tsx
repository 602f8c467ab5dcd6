"use client";
import Link from "next/link";
import type { TenantMoney } from "@/app/_trpc/answers";
import { Callout } from "@/app/_ui/callout";
import { Choices } from "@/app/_ui/choices";
import { Disclosure } from "@/app/_ui/disclosure";
import { dayIn } from "@/app/_ui/instant";
import { many, rupees } from "@/app/_ui/rupees";
import { reasonWords, refundName } from "@/app/_words/refunds";

/** What can be paid back, to choose from; and what cannot, with the reason, for whoever is asked why. */
export function Purchases({
  money,
  value,
  onChoose,
  first,
}: {
  money: TenantMoney;
  value: string | null;
  onChoose: (purchaseId: string) => void;
  /** The first that can be chosen, where a dialog begins. */
  first?: (element: HTMLButtonElement | null) => void;
}) {
  const eligible = money.purchases.filter(isFree);
  const asked = money.purchases.filter((purchase) => purchase.asked);
  const others = money.purchases.filter((purchase) => !purchase.eligibility.isEligible && !purchase.asked);
  return (
    <div className="mt-4">
      {eligible.length === 0 && asked.length === 0 ? <p className="mb-2">Nothing of this tenant can be paid back now.</p> : null}
      {asked.map((purchase) =>
        purchase.asked ? (
          <Callout key={purchase.id} tone="unsure" className="mb-2">
            <RefundLink refund={purchase.asked} /> asks for <span className="tabular-nums">{rupees(purchase.asked.amountPaise)}</span> of{" "}
            <Bought purchase={purchase} /> already, and waits for a decision. Change that one instead.
          </Callout>
        ) : null,
      )}
      <Choices
        label="Purchase"
        value={value}
        onChoose={onChoose}
        first={first}
        choices={eligible.map((purchase) => ({
          value: purchase.id,
          title: (
            <span className="flex flex-wrap justify-between gap-x-4">
              <Bought purchase={purchase} />
              <span className="font-medium tabular-nums">up to {rupees(purchase.eligibility.capPaise)}</span>
            </span>
          ),
          more: purchase.invoiceNumber,
        }))}
      />
      {others.length > 0 ? (
        <Disclosure
          open={eligible.length === 0 && asked.length === 0}
          summary={`${many(others.length, "purchase")} that cannot be paid back`}
        >
          <ul className="flex max-h-40 flex-col gap-2 overflow-y-auto">
            {others.map((purchase) => (
              <li key={purchase.id}>
                <Bought purchase={purchase} />
                {purchase.eligibility.reasons[0] ? (
                  <span className="block text-pretty text-soft text-xs">
                    {reasonWords(purchase.eligibility.reasons[0], purchase.eligibility.deadline)}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </div>
  );
}

/** What a new wish can be about: it can be paid back, and nobody has asked for money of it that still waits. */
export const isFree = ({ eligibility, asked }: TenantMoney["purchases"][number]): boolean => eligibility.isEligible && !asked;

/** The way to a refund that is there already. */
export function RefundLink({ refund }: { refund: { id: string; number: number } }) {
  return (
    <Link
      href={`/console/refunds/${refund.id}`}
      className="inline-flex min-h-6 items-center font-medium underline underline-offset-4 hover:decoration-2"
    >
      {refundName(refund.number)}
    </Link>
  );
}

function Bought({ purchase }: { purchase: TenantMoney["purchases"][number] }) {
  return (
    <span>
      <span className="tabular-nums">{rupees(purchase.amountPaise)}</span>{" "}
      <span className="text-soft">
        {purchase.kind === "credits" ? "for credits" : "for a plan"} on {dayIn(purchase.purchasedAt)}
      </span>
    </span>
  );
}
