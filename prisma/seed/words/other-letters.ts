// long: mail that is not about leaving, or not from somebody who may.

export interface OtherLetter {
  from: "owner" | "member" | "stranger";
  fromName?: string;
  fromEmail?: string;
  intent: "deletion" | "reactivation" | "refund" | "grievance" | "end_user" | "other";
  outcome: "answered_member" | "routed_end_user" | "queued" | "unmatched" | "replayed" | "set_aside";
  /** Why it was kept without being read. */
  aside?: string;
  subject: string;
  body: string;
}

export const OTHER_LETTERS: readonly OtherLetter[] = [
  {
    from: "owner",
    intent: "refund",
    outcome: "queued",
    subject: "Refund for credits bought by mistake",
    body: "Hello,\n\nI bought credits twice yesterday because the payment page did not answer. Please refund one of them, it is not used.\n\nAccount email: {email}\nOrganisation: {org}\n\n{name}",
  },
  {
    from: "member",
    intent: "deletion",
    outcome: "answered_member",
    subject: "Delete our account please",
    body: "Hi,\n\nMy manager asked me to close the CallMissed account of {org}. Please delete it.\n\n{name}",
  },
  {
    from: "stranger",
    fromName: "Suresh P",
    fromEmail: "suresh.p@mailbox.example",
    intent: "end_user",
    outcome: "routed_end_user",
    subject: "stop calling me",
    body: "Some shop is calling me with your robot every evening. I never gave my number. Delete my number from your system.\n\nSuresh",
  },
  {
    from: "owner",
    intent: "grievance",
    outcome: "queued",
    subject: "Complaint to the Grievance Officer",
    body: "Respected Officer,\n\nI have written three times about wrong call charges in March and received only automatic replies. Kindly look into it personally and reply within the time given in your policy.\n\nYours faithfully,\n{name}\n{org}",
  },
  {
    from: "owner",
    intent: "other",
    outcome: "queued",
    subject: "WhatsApp template rejected again",
    body: "Dear team,\n\nOur festival offer template was rejected the second time without a reason. Can somebody tell us what to change?\n\nRegards,\n{name}, {org}",
  },
  {
    from: "stranger",
    fromName: "Accounts Dept",
    fromEmail: "accounts@freemail.example",
    intent: "deletion",
    outcome: "unmatched",
    subject: "close my account",
    body: "please close my account immediately and delete all details. i do not remember which email was used.",
  },
  {
    from: "owner",
    intent: "deletion",
    outcome: "replayed",
    subject: "Request to delete our CallMissed account",
    body: "Dear Support,\n\nPlease delete our CallMissed account and all data in it.\n\nAccount email: {email}\nOrganisation: {org}\n\n{name}",
  },
  {
    from: "stranger",
    fromName: "Mail Delivery System",
    fromEmail: "mailer-daemon@mx.mailbox.example",
    intent: "other",
    outcome: "set_aside",
    aside: "looping",
    subject: "Automatic reply: Re: Automatic reply: Re: your request",
    body: "This is an automatic reply to an automatic reply. The mailbox is not read on public holidays.",
  },
  {
    from: "member",
    intent: "other",
    outcome: "queued",
    subject: "Login code not coming",
    body: "Hello, since the office mail was moved I do not get the six digit code. Colleagues do. Please check.\n\n{name}",
  },
  {
    from: "stranger",
    fromName: "Mrs Lakshmi",
    fromEmail: "lakshmi.v@mailbox.example",
    intent: "end_user",
    outcome: "routed_end_user",
    subject: "call recording of my loan talk",
    body: "Vanakkam,\n\nA finance company spoke to me using your service and said the call is recorded. I want a copy and then it should be deleted.\n\nLakshmi V",
  },
  {
    from: "stranger",
    fromName: "Growth Guru",
    fromEmail: "hello@growthguru.example",
    intent: "other",
    outcome: "unmatched",
    subject: "Rank #1 on search in 30 days",
    body: "Hi Sir/Mam, we can bring your site to first page. Reply for free audit.",
  },
  {
    from: "owner",
    intent: "refund",
    outcome: "queued",
    subject: "Annual plan, refund possible?",
    body: "Namaste,\n\nHumne pro plan galti se renew kar diya hai do din pehle. Use nahi karenge. Kya refund mil sakta hai?\n\n{name}\n{org}",
  },
];
