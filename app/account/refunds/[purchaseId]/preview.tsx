import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { rupees } from "@/app/_ui/rupees";
import { ActButton, ActForm } from "@/app/account/_act/act-form";
import { askRefund } from "../actions";
import type { PreviewOf } from "./wish";

/** What a refund of this amount is made of, and the button that asks for it. */
export async function Preview({ preview, amount, reason }: { preview: PreviewOf; amount: string; reason: string }) {
  const t = await words("leave");
  const { purchase, amountPaise, creditsPaise, split } = preview;
  const total = rupees(amountPaise ?? 0n);
  const tax = (["cgst", "sgst", "igst"] as const).flatMap((name) => {
    const paise = split?.[`${name}Paise`] ?? 0n;
    return paise > 0n ? [{ name, paise }] : [];
  });
  return (
    <section aria-labelledby="preview" className="mt-6">
      <h2 id="preview" className="font-medium text-xl">
        {t("refunds.ask.preview")}
      </h2>
      <dl className="mt-3 divide-y divide-line border-line border-y tabular-nums">
        <Line name={t("refunds.ask.total")} value={total} isMain />
        <Line name={t("refunds.ask.credits")} value={rupees(creditsPaise ?? 0n)} />
        {tax.map(({ name, paise }) => (
          <Line key={name} name={t(`refunds.ask.${name}`)} value={rupees(paise)} />
        ))}
        <Line name={t("refunds.ask.reason")} value={t(`refunds.reasons.${reason as "other"}`)} />
      </dl>
      <p className="mt-3 text-pretty text-soft">{t("refunds.ask.way")}</p>
      <ActForm action={askRefund} className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-3">
        <input type="hidden" name="purchase" value={purchase.id} />
        <input type="hidden" name="amount" value={amount} />
        <input type="hidden" name="reason" value={reason} />
        <ActButton busy={t("refunds.ask.sending")}>{t("refunds.ask.send", { amount: total })}</ActButton>
        <Link
          href={`/account/refunds/${purchase.id}?${new URLSearchParams({ amount, reason, change: "1" })}`}
          className="inline-flex min-h-12 items-center underline underline-offset-4"
        >
          {t("refunds.ask.change")}
        </Link>
        <Link href="/account/refunds" className="inline-flex min-h-12 items-center underline underline-offset-4">
          {t("refunds.ask.notNow")}
        </Link>
      </ActForm>
    </section>
  );
}

const Line = ({ name, value, isMain }: { name: string; value: string; isMain?: boolean }) => (
  <div className={`flex flex-wrap justify-between gap-x-4 py-2 ${isMain ? "font-medium text-lg" : ""}`}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
