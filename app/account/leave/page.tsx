import type { Metadata } from "next";
import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { Callout } from "@/app/_ui/callout";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { pageTitle } from "@/app/account/_frame/page-title";
import { Caution } from "./_checklist/caution";
import { Decide } from "./_checklist/decide";
import { Items } from "./_checklist/items";
import { Kept } from "./_checklist/kept";

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("frame"))("nav.leave"));
}

/** Before an owner deletes (S2, D§5): what stays, what stops, and what is worth doing first, as it is at this moment. */
export default async function LeavePage() {
  await requireOwner("/account/leave");
  const api = await accountApi();
  const [t, ends, money, account] = await Promise.all([words("leave"), api.tenant.ends(), api.refund.money(), api.leaving.account()]);
  const when = await whenIn(ends.timeZone);
  const title = <h1 className="text-balance font-medium text-2xl">{t("checklist.title", { organisation: ends.organisation })}</h1>;
  if (ends.isClosed)
    return (
      <>
        {title}
        <div className="mt-6 space-y-4">
          <Callout tone="held">
            <p className="font-medium">{t("checklist.closed.title")}</p>
            <p>
              {t(`checklist.closed.${ends.isPurging ? "purging" : ends.isWindowOpen ? "text" : "over"}`, { until: when(ends.purgeDueAt) })}
            </p>
          </Callout>
          <Link href="/account" className="inline-flex min-h-11 items-center underline underline-offset-4">
            {t("checklist.closed.link")}
          </Link>
        </div>
      </>
    );
  return (
    <>
      {title}
      <p className="mt-3 text-pretty text-soft">{t("checklist.lead")}</p>
      <Caution account={account} />
      <Kept ends={ends} money={money} />
      <Items ends={ends} money={money} />
      <Decide />
    </>
  );
}
