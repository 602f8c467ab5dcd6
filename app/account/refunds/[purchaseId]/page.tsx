import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { words } from "@/app/_language/page-language";
import { whenIn } from "@/app/_language/when";
import { rupees } from "@/app/_ui/rupees";
import { accountApi, requireOwner } from "@/app/account/_act/account-api";
import { pageTitle } from "@/app/account/_frame/page-title";
import { reasonOr } from "../reasons";
import { Preview } from "./preview";
import { Wish } from "./wish";

type Props = { params: Promise<{ purchaseId: string }>; searchParams: Promise<{ amount?: string; reason?: string; change?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return pageTitle((await words("leave"))("refunds.ask.title"));
}

/** Asking for one refund in two steps, both without a script: choose the amount, then see what it means and ask. */
export default async function AskRefundPage({ params, searchParams }: Props) {
  const { purchaseId } = await params;
  await requireOwner(`/account/refunds/${encodeURIComponent(purchaseId)}`);
  const { amount, reason, change } = await searchParams;
  const api = await accountApi();
  const [t, dates, preview] = await Promise.all([
    words("leave"),
    api.tenant.dates(),
    api.refund.preview({ purchaseId, amount: typeof amount === "string" ? amount.slice(0, 40) : null }).catch(orNotFound),
  ]);
  const when = await whenIn(dates.timeZone);
  const { kind, purchasedAt, invoiceNumber, amountPaise } = preview.purchase;
  const isChosen = typeof amount === "string" && !change;
  return (
    <>
      <h1 className="font-medium text-2xl">{t("refunds.ask.title")}</h1>
      <p className="mt-3">{t("refunds.bought", { kind, at: when(purchasedAt) })}</p>
      <p className="break-words text-soft text-sm tabular-nums">
        {t("refunds.invoice", { number: invoiceNumber })} · {t("refunds.paid", { amount: rupees(amountPaise) })} ·{" "}
        {t("refunds.until", { at: when(preview.deadline) })}
      </p>
      {isChosen && !preview.refusal ? (
        <Preview preview={preview} amount={amount} reason={reasonOr(reason)} />
      ) : (
        <Wish preview={preview} typed={typeof amount === "string" ? amount : null} reason={reasonOr(reason)} isTried={isChosen} />
      )}
    </>
  );
}

/** A purchase of somebody else's, or none at all: the same page for both (S4). */
function orNotFound(error: unknown): never {
  if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) notFound();
  throw error;
}
