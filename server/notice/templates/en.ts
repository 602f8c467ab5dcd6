import type { Templates } from "./template";

export const en: Templates = {
  greeting: (name) => (name ? `Hello ${name},` : "Hello,"),
  closing: "CallMissed Support",
  grievance: (contact) => `If you are not satisfied, our grievance officer listens: ${contact}.`,
  rejections: {
    sender_not_proven: "We could not prove that the mail was sent by you.",
    not_the_owner: "The mail did not come from the owner of the account. Only the owner can ask for deletion.",
    account_unclear: "The mail did not name the account e-mail and the organisation in a way we could match. Please give both.",
    not_a_deletion: "We do not read your mail as a request to delete the account.",
    owner_changed_mind: "You told us that you do not want to go on with it.",
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
        `Without it, everything is deleted for good on ${w.purgeDueAt}.`,
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
        `The CallMissed account of ${w.organisation} was deactivated on ${w.deactivatedAt}. Everything in it is deleted for good on ${w.purgeDueAt}.`,
        "From now on nobody can sign in, all API keys are revoked, and no bot answers. Your data stays sealed and unused until then.",
        `You can come back until that moment: write to support@callmissed.com from this address. Everything returns as it was; API keys have to be made anew.`,
        "Credits that are left are forfeited on that day.",
      ],
    }),
    seven_days_left: (w) => ({
      subject: `One week left: your CallMissed account closes for good on ${w.purgeDueAt}`,
      lines: [
        `Everything in the CallMissed account of ${w.organisation} is deleted for good on ${w.purgeDueAt}. Until then you can still come back.`,
        "To come back, write to support@callmissed.com from this address. Everything returns as it was; API keys have to be made anew.",
        "If you want it deleted, you need not do anything.",
      ],
    }),
    two_days_left: (w) => ({
      subject: `Two days left: your CallMissed account closes for good on ${w.purgeDueAt}`,
      lines: [
        `This is the last reminder before everything in the CallMissed account of ${w.organisation} is deleted for good on ${w.purgeDueAt}. After that nobody can bring it back, not even we.`,
        "To come back, write to support@callmissed.com from this address before then. Credits that are left are forfeited on that day.",
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
        `We compared all ${w.tables} tables of your data with what was sealed: every one is exactly as it was. Your plan, credits and settings are preserved.`,
        "For your security the old API keys stay revoked. Please make new ones in the dashboard.",
      ],
    }),
    purged: (w) => ({
      subject: `Your CallMissed account was deleted on ${w.purgedAt}`,
      lines: [
        `Everything we held for your organisation was deleted for good on ${w.purgedAt} (request ${w.number}). We counted again afterwards and found nothing left.`,
        "What the tax law asks us to keep — amounts and days, without anything that leads to you — stays for 7 years. Copies in backups run out within about 90 days.",
        "This is the last mail we send you: your address is being erased now.",
      ],
    }),
  },
};
