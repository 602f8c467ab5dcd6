import type { inferRouterOutputs } from "@trpc/server";
import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { rupees } from "@/app/_ui/rupees";
import type { AppRouter } from "@/server/trpc/root";

type Refund = inferRouterOutputs<AppRouter>["account"]["refund"]["mine"][number];
const DECLINED = ["not_eligible", "credits_used", "not_the_owner", "owner_changed_mind", "asked_twice", "account_erased"] as const;

/** What was asked for, and how far it is. */
export async function Mine({ refunds, timeZone }: { refunds: Refund[]; timeZone: string }) {
  const [t, when] = await Promise.all([words("leave"), whenIn(timeZone)]);
  const declined = (because: string | null) => t(`refunds.declined.${DECLINED.find((known) => known === because) ?? "other"}`);
  const stateOf = ({ state, dueAt, settledAt, declinedBecause, creditsPaise }: Refund) =>
    t(`refunds.state.${state}`, {
      at: when(state === "requested" ? dueAt : (settledAt ?? dueAt)),
      because: declined(declinedBecause),
      credits: creditsPaise > 0n ? "taken" : "none",
    });
  return (
    <section aria-labelledby="mine" className="mt-8">
      <h2 id="mine" className="font-medium text-xl">
        {t("refunds.mine.title")}
      </h2>
      <ul className="mt-2 divide-y divide-line border-line border-y">
        {refunds.map((refund) => (
          <li key={refund.id} className="py-3">
            <p className="flex flex-wrap justify-between gap-x-3 font-medium">
              <span>{refund.name}</span>
              <span className="tabular-nums">{rupees(refund.amountPaise)}</span>
            </p>
            <p>{stateOf(refund)}</p>
            <p className="break-words text-soft text-sm">
              {t("refunds.askedOn", { at: when(refund.requestedAt) })}
              {refund.bankReference ? ` · ${t("refunds.reference", { reference: refund.bankReference })}` : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
