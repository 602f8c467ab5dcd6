import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { Callout } from "@/app/_ui/callout";
import { rupees } from "@/app/_ui/rupees";
import type { AppRouter } from "@/server/trpc/root";
import { REASONS } from "../reasons";

export type PreviewOf = inferRouterOutputs<AppRouter>["account"]["refund"]["preview"];
type Props = { preview: PreviewOf; typed: string | null; reason: string; isTried: boolean };
const field = "mt-1 block min-h-12 w-full rounded-lg border border-edge bg-ground px-3";

/** How much, and why. A plain form that only looks: nothing is asked for by it. */
export async function Wish({ preview, typed, reason, isTried }: Props) {
  const [t, refusal] = await Promise.all([words("leave"), words("refusals")]);
  const { purchase, capPaise, isEligible, refusal: against } = preview;
  const because = against && (isTried || !isEligible || against.code === "already_asked") ? against : null;
  const sentence = because ? refusal(because.code as "amount_too_high", because.facts as never) : null;
  if (!isEligible || against?.code === "already_asked")
    return (
      <div className="mt-6">
        <Callout tone="info">
          <p className="font-medium">{t("refunds.ask.cannot")}</p>
          <p>{sentence}</p>
        </Callout>
        <NotNow>{t("refunds.ask.notNow")}</NotNow>
      </div>
    );
  return (
    <form method="get" action={`/account/refunds/${purchase.id}`} className="mt-6 space-y-5" noValidate>
      <div>
        <label htmlFor="amount" className="font-medium">
          {t("refunds.ask.amount")}
        </label>
        <p id="amount-hint" className="text-soft text-sm">
          {t("refunds.ask.amountHint", { amount: rupees(capPaise) })}
        </p>
        <input
          id="amount"
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          defaultValue={typed ?? rupees(capPaise).slice(1)}
          aria-describedby={sentence ? "against amount-hint" : "amount-hint"}
          aria-invalid={sentence ? true : undefined}
          className={`${field} tabular-nums aria-[invalid]:border-2 aria-[invalid]:border-purging`}
        />
        {sentence ? (
          <p id="against" role="alert" className="mt-2 text-pretty font-medium text-purging">
            {sentence}
          </p>
        ) : null}
      </div>
      <div>
        <label htmlFor="reason" className="font-medium">
          {t("refunds.ask.reason")}
        </label>
        <select id="reason" name="reason" defaultValue={reason} className={field}>
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {t(`refunds.reasons.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-col gap-3 sm:flex-row">
        <button type="submit" className="min-h-12 rounded-lg bg-accent px-5 font-medium text-on-accent hover:bg-accent-hover">
          {t("refunds.ask.check")}
        </button>
        <NotNow>{t("refunds.ask.notNow")}</NotNow>
      </div>
    </form>
  );
}

const NotNow = ({ children }: { children: string }) => (
  <Link href="/account/refunds" className="inline-flex min-h-12 items-center justify-center px-3 underline underline-offset-4">
    {children}
  </Link>
);
