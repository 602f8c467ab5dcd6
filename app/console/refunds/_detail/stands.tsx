import Link from "next/link";
import type { RefundDetail } from "@/app/_trpc/answers";
import { dayIn } from "@/app/_ui/instant";
import { refundName } from "@/app/_words/refunds";
import type { RefundState } from "@/server/refund/refund";

/** What comes next when nobody has to do anything, or nobody with this role can. */
export function Stands({ detail }: { detail: RefundDetail }) {
  const { retriedBy, state } = detail.refund;
  const isRetried = retriedBy !== null && (state === "failed" || state === "reversed");
  return (
    <p className="text-pretty text-soft">
      {isRetried ? (
        <>
          <Link href={`/console/refunds/${retriedBy.id}`} className="text-ink underline decoration-edge underline-offset-4">
            {refundName(retriedBy.number)}
          </Link>{" "}
          {RETRY_WORDS[retriedBy.state]}
        </>
      ) : (
        standsWords(detail)
      )}
    </p>
  );
}

const SEVEN_DAYS_MS = 7 * 86_400_000;

/** After the number of the refund that tried it again. */
const RETRY_WORDS: Record<RefundState, string> = {
  requested: "tries it again, and waits for a decision.",
  granted: "tries it again. It is granted, and paid out by itself.",
  submitted: "tries it again. The gateway has been asked.",
  pending: "tries it again. The bank is working on it.",
  succeeded: "tried it again, and was paid.",
  failed: "tried it again, and failed as well.",
  reversed: "tried it again, and was paid, but the bank sent the money back.",
  declined: "was to try it again, and was declined.",
};

function standsWords(detail: RefundDetail): string {
  const { refund, creditNote } = detail;
  // Whoever can do something about a trouble has buttons instead of this.
  if (refund.trouble) return "Support looks after it. You can read this one.";
  switch (refund.state) {
    case "requested":
      return "Support decides about refunds. You can read this one.";
    case "granted":
      return "Granted. It is paid out by itself within moments.";
    case "submitted":
    case "pending":
      return "The gateway has been asked. It is asked again by itself until it answers; a bank can take five to seven working days.";
    case "succeeded":
      return `Paid${creditNote ? `, with credit note ${creditNote.number}` : ""}. Nothing is left to do.`;
    case "failed":
    case "reversed":
      return refund.submittedAt ? "It is closed. Nothing was paid in the end." : "It is closed. Nothing was taken, and nothing paid.";
    case "declined":
      return `Declined. ${againWords(detail)}`;
  }
}

/** D§5: within 7 days of the purchase, as long as the account is there. */
function againWords({ purchase, refund, now }: RefundDetail): string {
  const until = purchase && purchase.purchasedAt.getTime() + SEVEN_DAYS_MS;
  if (!until || refund.declinedBecause === "account_erased") return "The owner has been told.";
  return until > now.getTime()
    ? `The owner has been told, and can ask again until ${dayIn(until)}.`
    : "The owner has been told. The 7 days to ask for this purchase are over.";
}
