import {
  Ban,
  CircleCheck,
  CircleX,
  Hourglass,
  Inbox,
  type LucideIcon,
  Mail,
  MonitorSmartphone,
  PhoneCall,
  Send,
  ShieldCheck,
  Undo2,
} from "lucide-react";
import { instantIn } from "@/app/_ui/instant";
import { rupees } from "@/app/_ui/rupees";
import type { DeclineReason, RefundReason, RefundState, Trouble } from "@/server/refund/refund";

export const refundName = (number: number): string => `RF-${number}`;

type Mark = { word: string; icon: LucideIcon; look: string; means: string };

/** How a refund's state looks and what it means: a word, a shape, a colour. */
export const REFUND_MARKS: Record<RefundState, Mark> = {
  requested: {
    word: "requested",
    icon: Inbox,
    look: "bg-received-ground text-received",
    means: "Asked for. It waits for people to decide.",
  },
  granted: {
    word: "granted",
    icon: ShieldCheck,
    look: "bg-verified-ground text-verified",
    means: "People said yes. It is paid out by itself within moments.",
  },
  submitted: {
    word: "submitted",
    icon: Send,
    look: "bg-retained-ground text-retained",
    means: "The credits are taken and the gateway is asked. What it did is not known yet.",
  },
  pending: {
    word: "pending",
    icon: Hourglass,
    look: "bg-retained-ground text-retained",
    means: "The gateway has it; the bank has not said yes or no yet.",
  },
  succeeded: {
    word: "succeeded",
    icon: CircleCheck,
    look: "bg-verified-ground text-verified",
    means: "The money is with the owner's bank, and a credit note is written.",
  },
  failed: { word: "failed", icon: CircleX, look: "bg-purging-ground text-purging", means: "Nothing was paid. The credits are back." },
  reversed: {
    word: "reversed",
    icon: Undo2,
    look: "bg-purging-ground text-purging",
    means: "It had been paid, and the bank sent the money back. The credits are back.",
  },
  declined: { word: "declined", icon: Ban, look: "bg-purged-ground text-purged", means: "The owner was told no, with the reason." },
};

export const REASON_WORDS: Record<RefundReason, string> = {
  unused_credits: "Credits not used",
  bought_by_mistake: "Bought by mistake",
  bought_twice: "Bought twice",
  wrong_amount: "Wrong amount",
  service_problem: "Something did not work",
  other: "Another reason",
};

export const DECLINE_WORDS: Record<DeclineReason, string> = {
  not_eligible: "It is not eligible",
  credits_used: "None of its credits are left",
  not_the_owner: "It is not the owner who asks",
  owner_changed_mind: "The owner changed their mind",
  asked_twice: "It was asked twice",
  account_erased: "The account was erased",
};
export const declineWords = (because: string): string => DECLINE_WORDS[because as DeclineReason] ?? because.replaceAll("_", " ");

/** What went wrong, and what a person does about it. Said at the top of the refund, and in the list. */
export const TROUBLE_WORDS: Record<Trouble, { short: string; title: string; todo: string }> = {
  no_longer_payable: {
    short: "not payable any more",
    title: "It was granted, but could not be paid any more.",
    todo: "The credits were used, the account changed, or another try of it was paid, between grant and payout. Nothing was taken and nothing paid, and the owner is told that. Close it once they know why.",
  },
  refused: {
    short: "the gateway refused",
    title: "The gateway refuses to pay this.",
    todo: "The credits are back with the tenant and the owner is told. Read the gateway's code below, put right what it says, and try again. Money goes back only the way it came (R6): where that cannot be, tell the owner and close it.",
  },
  failed: {
    short: "failed at the bank",
    title: "The money did not arrive.",
    todo: "The credits are back with the tenant and the owner is told. Ask the owner whether the card or account still exists, then try again or close it.",
  },
  reversed: {
    short: "came back after it was paid",
    title: "The bank sent the money back after it had been paid.",
    todo: "The credit note is marked as reversed, the credits are back, and the owner is told. Find out with the owner why the bank did not take it, and close it. It is not tried again from here: a bank that sent money back can still send it once more. If the owner asks anew, write that down as a refund of its own.",
  },
  unknown_too_long: {
    short: "nobody knows what happened",
    title: "Nobody knows yet whether the gateway has paid.",
    todo: "The credits stay as they are until it answers, and it goes on being asked with the same name, so nothing can be paid twice. Ask it now, or look for the name below in the gateway's own dashboard. Never pay in another way before it is known.",
  },
  amount_differs: {
    short: "the gateway says another amount",
    title: "The gateway has this refund with another amount.",
    todo: "Nothing is believed until somebody has compared the two. Look for the name below in the gateway's own dashboard.",
  },
  gateway_not_set_up: {
    short: "no credentials for its gateway",
    title: "This console has no credentials for the gateway of this purchase.",
    todo: "Nothing is taken and nothing paid until an administrator has set them. Then it goes on by itself.",
  },
  not_authorised: {
    short: "the gateway does not let us ask",
    title: "The gateway does not accept this console's credentials, or there are none any more.",
    todo: "The credits are taken, and whether the gateway has paid is not known. Have an administrator set the credentials; then it goes on by itself. Until then look for the name below in the gateway's own dashboard, and never pay in another way.",
  },
  not_begun: {
    short: "granted, but nobody pays it",
    title: "It was granted long ago, and its payout has not begun.",
    todo: "Nothing is taken and nothing paid. It goes on being tried each minute, so something of ours is broken: tell an administrator, with the number of this refund.",
  },
  conflict: {
    short: "the gateway knows its name otherwise",
    title: "At the gateway our name for this refund stands for something else.",
    todo: "Nothing is believed until somebody has looked. Ask the gateway's support what stands under the name below, and for which order. Never pay in another way before it is known.",
  },
  paid_after_all: {
    short: "was paid after all",
    title: "It had failed or come back, and now the gateway says that it was paid.",
    todo: "The owner has the money. The credits are taken again, the credit note counts, and nothing of it can be tried again. Look whether it was paid again meanwhile, here or in the gateway's own dashboard; decline a new try that still waits. Tell the owner if they heard that it failed, and close it.",
  },
  paid_twice: {
    short: "may be paid twice",
    title: "Another refund of this purchase was paid after all, so the owner may get the money twice.",
    todo: "Compare the refunds of this purchase, and ask the gateway whether this one can still be stopped. Otherwise agree with the owner and the accountant how the money comes back. Then close it.",
  },
};

export const GATEWAY_WORDS = { cashfree: "Cashfree", razorpay: "Razorpay" } as const;
export const CHANNEL_ICONS = { mail: Mail, dashboard: MonitorSmartphone, operator: PhoneCall } as const;

/** "1 of 2 agreed": who is still waited for, in a word. */
export const agreedWords = (agreed: number, needed: number): string =>
  needed === 1 ? "one other person has to agree" : `${agreed} of ${needed} other people agreed`;

/** How a band is said: nobody else, one other, two others. */
export const checkersWords = (needed: number): string =>
  needed === 0 ? "You can grant this alone" : needed === 1 ? "One other person has to agree" : `${needed} other people have to agree`;

/** That small grants to one tenant add up; nothing where there are none. */
export const aloneWords = (alonePaise: bigint): string =>
  alonePaise > 0n ? ` ${rupees(alonePaise)} more was granted alone to this tenant within 24 hours; it counts too.` : "";

/** What is said when a failure is closed for good. */
export const TROUBLE_END_WORDS = {
  explained_to_owner: "The owner knows, and it stays unpaid",
  owner_wants_credits: "The owner keeps the credits instead",
  gateway_confirmed: "The gateway has confirmed what happened",
} as const;

export const DIFFERENCE_END_WORDS = {
  gateway_explained: "The gateway has explained it",
  gateway_corrected: "The gateway has corrected its book",
  paid_in_dashboard: "Somebody paid it in the gateway's own dashboard",
} as const;

/** What settling a difference so leaves for people to do. */
export const DIFFERENCE_END_NOTES: Partial<Record<keyof typeof DIFFERENCE_END_WORDS, string>> = {
  paid_in_dashboard:
    "It goes on counting against its purchase. The console issues no credit note for it, and takes no credits back: accounting writes the note, and the platform's people take the credits.",
};

/** What was paid back outside, where the sum of what is spoken for is said; nothing where that is nothing. */
export const elsewhereWords = (paise: bigint): string =>
  paise > 0n ? ` ${rupees(paise)} of that was paid in the gateway's own dashboard, outside this console.` : "";

export const DIFFERENCE_WORDS: Record<
  "unknown_at_us" | "missing_at_gateway" | "amount_differs" | "state_differs",
  { short: string; todo: string }
> = {
  unknown_at_us: {
    short: "we do not know it",
    todo: "The gateway paid back something that this console never asked for. Find out who did, perhaps in the gateway's own dashboard: its credits were not taken back, and no credit note was issued. Meanwhile it counts against its purchase.",
  },
  missing_at_gateway: {
    short: "the gateway does not know it",
    todo: "We believe that it was asked for, and the gateway has nothing by that name. Ask the gateway's support with the names below.",
  },
  amount_differs: {
    short: "amounts differ",
    todo: "Both know it, with different amounts. Ask the gateway's support with the names below.",
  },
  state_differs: {
    short: "states differ",
    todo: "Both know it, and tell its end differently. If the gateway is right, its answer settles the refund by itself.",
  },
};

/** A reason where nobody has asked yet, or not in writing: with its clause, said once. */
export function reasonWords({ code, sentence, clause }: { code: string; sentence: string; clause: string }, deadline: Date): string {
  const words = code === "asked_too_late" ? `Its 7 × 24 hours ended ${instantIn(deadline)} (D§5).` : sentence;
  return words.includes(clause) ? words : `${words} (${clause})`;
}
