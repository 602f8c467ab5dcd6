import type { RefundDetail } from "@/app/_trpc/answers";
import { cx } from "@/app/_ui/cx";
import { rupees } from "@/app/_ui/rupees";

export type Split = { taxablePaise: bigint; cgstPaise: bigint; sgstPaise: bigint; igstPaise: bigint };

/** What became of the two ends of it, in words that are true in its state. */
export type ReceiptWords = { credits: string; owner: string };
const IS_TO_COME: ReceiptWords = { credits: "Credits taken back", owner: "The owner gets" };

/** Which words a refund's receipt takes. The credits of an account that is being erased are forfeited, not given back (D§3). */
export function receiptWords({ refund, timeline }: RefundDetail): ReceiptWords {
  const { state, submittedAt } = refund;
  if (state === "declined") return { credits: "Credits, never taken", owner: "The owner would have got" };
  if (state !== "failed" && state !== "reversed") return IS_TO_COME;
  const owner = state === "failed" ? "The owner was to get" : "The owner would have got";
  if (!submittedAt) return { credits: "Credits, never taken", owner };
  const end = timeline.find(({ type }) => type === `refund.${state}`);
  return { credits: end?.payload.creditsReturned === "0" ? "Credits, forfeited with the account" : "Credits, back in the balance", owner };
}

type Props = { amountPaise: bigint; creditsPaise: bigint; split: Split; words?: ReceiptWords };

/** What is paid back, as on a receipt: the credits, the tax on them, and what the owner gets. */
export function Receipt({ amountPaise, creditsPaise, split, words = IS_TO_COME }: Props) {
  return (
    <dl className="max-w-md tabular-nums">
      <Line name={words.credits} more="1 credit is ₹1.00 before tax" paise={creditsPaise} />
      {split.igstPaise > 0n ? <Line name="IGST, 18 %" paise={split.igstPaise} /> : null}
      {split.cgstPaise > 0n ? <Line name="CGST, 9 %" paise={split.cgstPaise} /> : null}
      {split.sgstPaise > 0n ? <Line name="SGST, 9 %" paise={split.sgstPaise} /> : null}
      <Line name={words.owner} paise={amountPaise} isSum />
    </dl>
  );
}

function Line({ name, more, paise, isSum = false }: { name: string; more?: string; paise: bigint; isSum?: boolean }) {
  return (
    <div className={cx("flex items-baseline justify-between gap-4 py-1", isSum && "mt-1 border-line border-t pt-2 font-medium")}>
      <dt className="min-w-0">
        {name}
        {more ? <span className="block text-soft text-xs">{more}</span> : null}
      </dt>
      <dd className="shrink-0">{rupees(paise)}</dd>
    </div>
  );
}
