import { REFUND_DECISION_HOURS } from "@/server/policy/refund";
import type { Letter, Templates, Words } from "./template";

const count = new Intl.NumberFormat("en-IN");
/** What happens on the last day. Under a legal order not everything goes then, and the mail does not say whose order it is. */
const lastDay = (w: Words): string =>
  w.isHeld
    ? `On ${w.purgeDueAt} the time to come back ends and the account is closed for good. Data that a legal order obliges us to keep is kept until the order ends; everything else is deleted then.`
    : `Everything in it is deleted for good on ${w.purgeDueAt}.`;
const COME_BACK = "write to support@callmissed.com from this address. Everything returns as it was; API keys have to be made anew.";

const LOOKED_AFTER = "A colleague is looking after it and will write to you. You need not do anything, and you need not ask again.";

/** A refund that had been paid, and whose money the bank returned to us. */
const sentBack = ({ refund, organisation }: Words): Letter => ({
  subject: `Your bank sent ${refund.amount} back after we had paid it (refund ${refund.number})`,
  lines: [
    `Your bank sent ${refund.amount} back after we had paid it to you (refund ${refund.number} for ${organisation}). The credits that we had taken for it, worth ${refund.credits}, are back in your balance.`,
    ...(refund.creditNote
      ? [`Credit note ${refund.creditNote}, which we had sent you for this payment, no longer holds. Please take it out of your accounts.`]
      : []),
    LOOKED_AFTER,
  ],
});

/** A refund of which nothing was ever paid. */
const notPaid = ({ refund, organisation }: Words): Letter => ({
  subject: `Your refund ${refund.number} did not go through, and we are looking after it`,
  lines: [
    refund.credits
      ? `We could not pay you the ${refund.amount} of refund ${refund.number} for ${organisation}: the payment failed at the bank or at the payment gateway. The credits that we had taken for it, worth ${refund.credits}, are back in your balance.`
      : `The ${refund.amount} of refund ${refund.number} for ${organisation} could not be paid out any more when it came to it: its credits were used meanwhile, or it could not be refunded any longer. No credits were taken for it.`,
    LOOKED_AFTER,
  ],
});

export const en: Templates = {
  greeting: (name) => (name ? `Hello ${name},` : "Hello,"),
  closing: "CallMissed Support",
  grievance: (contact) => `Questions about your personal data, or not satisfied with us? Contact: ${contact}`,
  compared: (tables, rows) => {
    const found = rows === null ? "" : `, with ${count.format(rows)} ${rows === 1 ? "row" : "rows"},`;
    return tables === 1
      ? `The one table of your data${found} is exactly as it was when it was sealed.`
      : `All ${count.format(tables)} tables of your data${found} are exactly as they were when they were sealed.`;
  },
  rejections: {
    sender_not_proven: "We could not prove that the mail was sent by you.",
    not_the_owner: "The mail did not come from the owner of the account. Only the owner can ask for deletion.",
    account_unclear: "The mail did not name the account e-mail and the organisation in a way we could match. Please give both.",
    not_a_deletion: "We do not read your mail as a request to delete the account.",
    owner_changed_mind: "You told us that you do not want to go on with it.",
  },
  declines: {
    not_eligible:
      "A refund has to be asked within 7 days of the purchase and before the account is deactivated, and it is for credits that were bought and not used. This one does not meet that. Your credits stay as they are.",
    credits_used: "The credits of this purchase have been used. We can pay back only credits that were bought and not used.",
    not_the_owner:
      "Only the owner of the account can ask for a refund, and we could not establish that the owner asked. Your credits stay as they are. The owner can write to us from the address on file.",
    owner_changed_mind: "You told us that you do not want it any more. Your credits stay as they are.",
    asked_twice: "It was asked for twice. Your other request for the same purchase goes on, so you lose nothing.",
    account_erased:
      "The account is being deleted for good, as its 30 days are over. Credits end with it, and a payment that had not left by then cannot be made any more.",
  },
  letters: {
    confirm_deletion: (w) => ({
      subject: `Your code to confirm the deletion of ${w.organisation}: valid for 10 minutes`,
      lines: [
        `Somebody asked us to delete the CallMissed account of ${w.organisation} (request ${w.number}). If that was you, enter this code:`,
        "Nothing has happened yet. If it was not you, do nothing: without the code the request goes no further. Please tell us if you get such a mail again.",
        "After you have confirmed, a colleague checks the request. Then the account is closed, and you have 30 days to come back.",
      ],
      code: w.code,
      button: { label: "Enter the code", url: w.confirmUrl },
    }),
    confirm_return: (w) => ({
      subject: `Your code to bring ${w.organisation} back: valid for 10 minutes`,
      lines: [
        `Somebody asked us to bring the CallMissed account of ${w.organisation} back (request ${w.number}). If that was you, enter this code:`,
        w.isHeld
          ? `Without it, the account is closed for good on ${w.purgeDueAt}.`
          : `Without it, everything is deleted for good on ${w.purgeDueAt}.`,
      ],
      code: w.code,
      button: { label: "Enter the code", url: w.confirmUrl },
    }),
    ask_your_owner: (w) => ({
      subject: `Only the owner can ask for the deletion of ${w.organisation}`,
      lines: [
        `You asked us to delete the CallMissed account of ${w.organisation}. Only the owner of the account can do that, so nothing has been changed.`,
        "Please ask the owner to write to us from the address on file, or to use the dashboard. If you cannot reach the owner, answer this mail and we will help.",
      ],
    }),
    request_rejected: (w) => ({
      subject: `We have not accepted deletion request ${w.number}`,
      lines: [
        `We looked at request ${w.number} and could not accept it. ${w.because}`,
        "Nothing has been changed. You can write again at any time from the address on file, with your account e-mail and the name of your organisation.",
        "If we do not settle this with you, you may turn to the Data Protection Board of India.",
      ],
    }),
    request_withdrawn: (w) => ({
      subject: `Deletion request ${w.number} is withdrawn; nothing was changed`,
      lines: [`Request ${w.number} to delete the CallMissed account of ${w.organisation} is withdrawn. Your account works as before.`],
    }),
    deactivated: (w) => ({
      subject: `Your CallMissed account closes for good on ${w.purgeDueAt}`,
      lines: [
        `The CallMissed account of ${w.organisation} was deactivated on ${w.deactivatedAt}. ${lastDay(w)}`,
        "From now on nobody can sign in, all API keys are revoked, and no bot answers. Your data stays sealed and unused until then.",
        `You can come back until that moment: ${COME_BACK}`,
        "Credits that are left are forfeited on that day.",
      ],
    }),
    seven_days_left: (w) => ({
      subject: `One week left: your CallMissed account closes for good on ${w.purgeDueAt}`,
      lines: [
        `The CallMissed account of ${w.organisation} is deactivated. ${lastDay(w)} Until then you can still come back.`,
        `To come back, ${COME_BACK}`,
        "If you want it deleted, you need not do anything.",
      ],
    }),
    two_days_left: (w) => ({
      subject: `Two days left: your CallMissed account closes for good on ${w.purgeDueAt}`,
      lines: [
        `This is the last reminder about the CallMissed account of ${w.organisation}. ${lastDay(w)} After that nobody can bring it back, not even we.`,
        `To come back before then, ${COME_BACK}`,
        "Credits that are left are forfeited on that day.",
        "If you want it deleted, you need not do anything.",
      ],
    }),
    erasure_resumes: (w) => ({
      subject: `The rest of your CallMissed data is deleted from ${w.erasedFrom} on`,
      lines: [
        `A legal order kept data of ${w.organisation} beyond the 30 days. It has ended, so what is left is deleted for good from ${w.erasedFrom} on, within 24 hours.`,
        "The time to bring the account back ended with the 30 days, on the day we told you. You need not do anything.",
      ],
    }),
    reactivated: (w) => ({
      subject: `Welcome back: ${w.organisation} is active again`,
      lines: [
        `The CallMissed account of ${w.organisation} is active again, and nothing will be deleted.`,
        `${w.compared} Your plan, credits and settings are preserved.`,
        "For your security the old API keys stay revoked. Please make new ones in the dashboard.",
      ],
    }),
    purged: (w) => ({
      subject: `Your CallMissed account was deleted on ${w.purgedAt}`,
      lines: [
        `Everything we held for your organisation was deleted for good on ${w.purgedAt} (request ${w.number}). We counted again afterwards and found nothing left.`,
        "What the tax law asks us to keep — amounts and days, without anything that leads to you — stays for 7 years. Copies in backups run out within about 90 days.",
        ...(w.certificateUrl ? ["The signed certificate is attached. Keep it: anybody can check it, also without us."] : []),
        "This is the last mail we send you: your address is being erased now.",
      ],
      ...(w.certificateUrl ? { button: { label: "See the certificate", url: w.certificateUrl } } : {}),
    }),
    refund_received: ({ refund, organisation }) => ({
      subject: `We have your refund request ${refund.number} for ${refund.amount}`,
      lines: [
        `You asked us to pay back ${refund.amount} of invoice ${refund.invoice} for ${organisation}. We have your request (${refund.number}) and are looking at it.`,
        `We mean to decide within ${REFUND_DECISION_HOURS} hours and write to you either way. You need not do anything until then.`,
        "If you did not ask for this, please tell us by answering this mail.",
      ],
    }),
    refund_declined: ({ refund, organisation, because }) => ({
      subject: `Your refund request ${refund.number} is closed without a payment`,
      lines: [
        `We have closed refund request ${refund.number} for ${organisation}, about ${refund.amount}, without a payment. ${because}`,
        "If you think that we are wrong, please answer this mail. A colleague will look at it again.",
      ],
    }),
    refund_succeeded: ({ refund, organisation }) => ({
      subject: `We have paid back ${refund.amount} (refund ${refund.number})`,
      lines: [
        `We have paid back ${refund.amount} for ${organisation} (refund ${refund.number}). It goes to the card, bank account or wallet you paid with. Banks usually take 5 to 7 working days to show it.`,
        refund.bankReference
          ? `The bank's reference is ${refund.bankReference}. If the money has not come after 7 working days, your bank can trace it by this number.`
          : "If the money has not come after 7 working days, please answer this mail, and we trace it with the bank.",
        refund.tax
          ? `We took back credits worth ${refund.credits} for it; the other ${refund.tax} is the GST you had paid on them.`
          : `We took back credits worth ${refund.credits} for it.`,
        `Credit note ${refund.creditNote} is attached. Please keep it with your accounts.`,
      ],
    }),
    refund_returned: (w) => (w.refund.isReversed ? sentBack(w) : notPaid(w)),
  },
};
