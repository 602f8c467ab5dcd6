import Link from "next/link";
import type { ReactNode } from "react";
import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { contextOnce } from "@/app/_trpc/server";
import { rupees } from "@/app/_ui/rupees";
import { accountApi } from "@/app/account/_act/account-api";
import { creditsOf } from "@/app/account/leave/_checklist/facts";
import type { Notes } from "./section";

/** An owner's own dates and sums beside the sentences that speak of them; for anybody else only where to begin. */
export async function ownNotes(): Promise<Notes> {
  const t = await words("policies");
  const start = (
    <p key="start" className="mt-2 print:hidden">
      <Link href="/account/leave" className="inline-flex min-h-11 items-center underline underline-offset-4">
        {t("own.start")}
      </Link>
    </p>
  );
  const { member } = await contextOnce();
  return { ...(member?.role === "owner" ? await datesAndSums() : {}), "s2.p1": start };
}

async function datesAndSums(): Promise<Notes> {
  const [t, api] = await Promise.all([words("policies"), accountApi()]);
  const [dates, money, bought] = await Promise.all([api.tenant.dates(), api.refund.money(), api.refund.purchases({ cursor: null })]);
  const when = await whenIn(dates.timeZone);
  const { closed, keptUntil, organisation } = dates;
  const until = when(closed?.purgeDueAt ?? keptUntil);
  const note = (key: string, children: ReactNode) => (
    <Note key={key} title={t("own.own", { organisation })}>
      {children}
    </Note>
  );
  const credits = creditsOf(money).all;
  const payable = bought.items.filter(({ isEligible, asked }) => isEligible && !asked);
  const deadlines: ReactNode[] = payable.map(({ id, purchasedAt, capPaise, deadline }) => (
    <li key={id}>{t("own.refund", { bought: when(purchasedAt), amount: rupees(capPaise), deadline: when(deadline) })}</li>
  ));
  const more = money.askable.purchases - payable.length;
  if (more > 0) deadlines.push(<li key="more">{t("own.more", { count: more })}</li>);
  const underWay = money.open.refunds + money.payingOut.refunds;
  if (underWay > 0)
    deadlines.push(<li key="asked">{t("own.asked", { count: underWay, amount: rupees(money.open.paise + money.payingOut.paise) })}</li>);
  const stage = closed?.isPurging ? "purging" : closed?.isWindowOpen ? "closed" : "over";
  return {
    "s3.li7": note("s3.li7", <p>{closed ? t(`own.${stage}`, { at: when(closed.deactivatedAt), until }) : t("own.kept", { until })}</p>),
    "s3.li13": note("s3.li13", <p>{credits > 0n ? t("own.credits", { amount: rupees(credits) }) : t("own.noCredits")}</p>),
    "s5.li5": note("s5.li5", deadlines.length > 0 ? <ul className="list-disc pl-5">{deadlines}</ul> : <p>{t("own.noRefund")}</p>),
    ...(closed ? { "s6.p1": note("s6.p1", <p>{t(closed.isWindowOpen ? "own.return" : "own.returnOver", { until })}</p>) } : {}),
  };
}

/** Set apart from the policy's own words, so that nobody takes it for one of them. */
const Note = ({ title, children }: { title: string; children: ReactNode }) => (
  <div role="note" className="mt-3 break-inside-avoid border-verified border-l-2 bg-sunken px-3 py-2 text-pretty">
    <p className="font-medium text-sm text-verified">{title}</p>
    {children}
  </div>
);
