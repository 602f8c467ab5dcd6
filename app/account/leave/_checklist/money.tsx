import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { rupees } from "@/app/_ui/rupees";
import { creditsOf, type Money } from "./facts";
import { ActLink, Item, type Mark } from "./item";

type Props = { money: Money; mark: Mark };

/** D§5 "Request refunds first": what can still be asked for, until when, and what is on its way. */
export async function RefundItem({ money, timeZone, mark }: Props & { timeZone: string }) {
  const [t, when] = await Promise.all([words("leave"), whenIn(timeZone)]);
  const { askable, open, payingOut } = money;
  return (
    <Item
      id="refund"
      title={t("checklist.refund.title")}
      clause={t("checklist.refund.clause")}
      act={<ActLink href="/account/refunds">{askable.purchases > 0 ? t("checklist.refund.act") : t("checklist.refund.see")}</ActLink>}
      mark={mark}
    >
      <p>
        {askable.earliestDeadline
          ? t("checklist.refund.some", {
              count: askable.purchases,
              amount: rupees(askable.paise),
              until: when(askable.earliestDeadline),
            })
          : t("checklist.refund.none")}
      </p>
      {open.refunds > 0 ? <p>{t("checklist.refund.asked", { count: open.refunds, amount: rupees(open.paise) })}</p> : null}
      {payingOut.refunds > 0 ? <p>{t("checklist.refund.paying", { count: payingOut.refunds, amount: rupees(payingOut.paise) })}</p> : null}
    </Item>
  );
}

/** D§5 "Use remaining credits": what would be forfeited, bought and given told apart. */
export async function CreditsItem({ money, mark }: Props) {
  const t = await words("leave");
  const { all, bought, granted } = creditsOf(money);
  return (
    <Item
      id="credits"
      title={t("checklist.credits.title")}
      clause={t("checklist.credits.clause")}
      act={bought > 0n ? <ActLink href="/account/refunds">{t("checklist.refund.see")}</ActLink> : undefined}
      mark={mark}
    >
      {all === 0n ? (
        <p>{t("checklist.credits.none")}</p>
      ) : (
        <>
          <p>{t("checklist.credits.total", { amount: rupees(all) })}</p>
          <ul className="list-disc pl-5 tabular-nums">
            <li>{t("checklist.credits.bought", { amount: rupees(bought) })}</li>
            <li>{t("checklist.credits.granted", { amount: rupees(granted) })}</li>
          </ul>
        </>
      )}
    </Item>
  );
}
