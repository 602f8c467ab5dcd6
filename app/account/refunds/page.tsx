import type { Metadata } from "next";
import Link from "next/link";
import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { Callout } from "@/app/_ui/callout";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { pageTitle } from "@/app/account/_frame/page-title";
import { Mine } from "./_refunds/mine";
import { Purchases } from "./_refunds/purchases";

type Search = Promise<{ asked?: string; before?: string; id?: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("leave"))("refunds.title"));
}

/** An owner's purchases and refunds (R1, D§5): what can be paid back and until when, why the rest cannot, and what was asked for. */
export default async function RefundsPage({ searchParams }: { searchParams: Search }) {
  await requireOwner("/account/refunds");
  const search = await searchParams;
  const api = await accountApi();
  const cursor = cursorOf(search);
  const [t, dates, bought, mine] = await Promise.all([
    words("leave"),
    api.tenant.dates(),
    api.refund.purchases({ cursor }),
    api.refund.mine(),
  ]);
  const when = await whenIn(dates.timeZone);
  const asked = mine.find(({ name, state }) => name === search.asked && state === "requested");
  return (
    <>
      <h1 className="font-medium text-2xl">{t("refunds.title")}</h1>
      <p className="mt-3 text-pretty text-soft">{t("refunds.lead")}</p>
      {asked ? (
        <Callout tone="good" live="status" className="mt-5">
          {t("refunds.received", { refund: asked.name, by: when(asked.dueAt) })}
        </Callout>
      ) : null}
      {mine.length > 0 ? <Mine refunds={mine} timeZone={dates.timeZone} /> : null}
      <Purchases items={bought.items} timeZone={dates.timeZone} />
      <nav className="mt-6 flex flex-wrap gap-x-6">
        {cursor ? (
          <Link href="/account/refunds" className="inline-flex min-h-11 items-center underline underline-offset-4">
            {t("refunds.newest")}
          </Link>
        ) : null}
        {bought.next ? (
          <Link
            href={`/account/refunds?before=${bought.next.purchasedAt.getTime()}&id=${bought.next.id}`}
            className="inline-flex min-h-11 items-center underline underline-offset-4"
          >
            {t("refunds.older")}
          </Link>
        ) : null}
        <Link href="/account" className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t("refunds.back")}
        </Link>
      </nav>
    </>
  );
}

/** Where the page goes on; an address that says something else begins anew. */
function cursorOf({ before, id }: Awaited<Search>) {
  const isCursor = /^\d{12,14}$/.test(before ?? "") && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? "");
  return isCursor ? { purchasedAt: new Date(Number(before)), id: String(id) } : null;
}
