import type { inferRouterOutputs } from "@trpc/server";
import type { ReactNode } from "react";
import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { rupees } from "@/app/_ui/rupees";
import { ActLink } from "@/app/account/leave/_checklist/item";
import type { AppRouter } from "@/server/trpc/root";

type Bought = inferRouterOutputs<AppRouter>["account"]["refund"]["purchases"]["items"][number];

/** What can be asked for, and what cannot with its reason in plain words. */
export async function Purchases({ items, timeZone }: { items: Bought[]; timeZone: string }) {
  const t = await words("leave");
  const can = items.filter(({ isEligible, asked }) => isEligible && !asked);
  const cannot = items.filter((item) => !can.includes(item));
  return (
    <>
      <List id="can" title={t("refunds.can.title")} none={t("refunds.can.none")}>
        {can.map((item) => (
          <Purchase key={item.id} item={item} timeZone={timeZone} />
        ))}
      </List>
      <List id="cannot" title={t("refunds.cannot.title")} none={t("refunds.cannot.none")}>
        {cannot.map((item) => (
          <Purchase key={item.id} item={item} timeZone={timeZone} />
        ))}
      </List>
    </>
  );
}

function List({ id, title, none, children }: { id: string; title: string; none: string; children: ReactNode[] }) {
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="font-medium text-xl">
        {title}
      </h2>
      {children.length > 0 ? (
        <ul className="mt-2 divide-y divide-line border-line border-y">{children}</ul>
      ) : (
        <p className="mt-2 text-soft">{none}</p>
      )}
    </section>
  );
}

async function Purchase({ item, timeZone }: { item: Bought; timeZone: string }) {
  const [t, refusal, when] = await Promise.all([words("leave"), words("refusals"), whenIn(timeZone)]);
  const { kind, purchasedAt, invoiceNumber, amountPaise, capPaise, deadline, asked, isEligible, limitedBy, reasons } = item;
  const [worst] = reasons;
  return (
    <li className="py-4">
      <p className="font-medium">{t("refunds.bought", { kind, at: when(purchasedAt) })}</p>
      <p className="break-words text-soft text-sm tabular-nums">
        {t("refunds.invoice", { number: invoiceNumber })} · {t("refunds.paid", { amount: rupees(amountPaise) })}
      </p>
      {asked ? (
        <p className="mt-1 text-pretty">
          {t("refunds.waiting", { refund: asked.refund })} {asked.leavesSome ? t("refunds.rest", { at: when(deadline) }) : null}
        </p>
      ) : null}
      {!asked && worst ? <p className="mt-1 text-pretty">{refusal(worst.code as "asked_too_late")}</p> : null}
      {!asked && isEligible ? (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0">
            <span className="font-medium tabular-nums">{t("refunds.upTo", { amount: rupees(capPaise) })}</span> ·{" "}
            {t("refunds.until", { at: when(deadline) })}
            {limitedBy ? <span className="block text-soft text-sm">{t(`refunds.limit.${limitedBy}`)}</span> : null}
          </p>
          <ActLink href={`/account/refunds/${item.id}`}>{t("refunds.act")}</ActLink>
        </div>
      ) : null}
    </li>
  );
}
