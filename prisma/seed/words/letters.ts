// long: what people write when they want to leave, come back, or something else.

export interface LetterWords {
  subject: string;
  /** {org}, {email} and {name} are filled; a line that names the e-mail or the organisation can be left out. */
  body: string;
}

export const GOODBYES: readonly LetterWords[] = [
  {
    subject: "Request to delete our CallMissed account",
    body: "Dear Support,\n\nPlease delete our CallMissed account and all data in it.\n\nAccount email: {email}\nOrganisation: {org}\n\nWe have moved to another provider. Kindly confirm once done.\n\nRegards,\n{name}",
  },
  {
    subject: "Account deletion - {org}",
    body: "Hello team,\n\nAs per your account deletion policy I want to close our account.\n\nAccount email: {email}\nOrganization name: {org}\n\nWe have downloaded what we need. Please also stop the monthly plan.\n\nThanks and regards\n{name}\nFounder",
  },
  {
    subject: "Account band karna hai",
    body: "Namaste,\n\nHumara CallMissed account delete kar dijiye. Business band kar rahe hain, ab zaroorat nahi hai.\n\nEmail: {email}\nOrganisation: {org}\n\nSaara data bhi hata dijiye please.\n\nDhanyavaad,\n{name}",
  },
  {
    subject: "खाता हटाने का अनुरोध",
    body: "नमस्ते,\n\nकृपया हमारा CallMissed खाता और उसका सारा डेटा हटा दीजिए।\n\nखाते का ईमेल: {email}\nसंस्था का नाम: {org}\n\nधन्यवाद,\n{name}",
  },
  {
    subject: "Delete account under DPDP Act",
    body: "To the Grievance Officer / Support,\n\nUnder the Digital Personal Data Protection Act, 2023 I request erasure of our account and the personal data held in it.\n\nRegistered email: {email}\nOrganisation: {org}\n\nPlease acknowledge receipt and tell me the date of final deletion.\n\nYours faithfully,\n{name}",
  },
  {
    subject: "please close account",
    body: "hi\n\npls delete our account, we were only testing\n\naccount email: {email}\norg: {org}\n\n{name}\n\nSent from my phone",
  },
  {
    subject: "Closing {org} on CallMissed",
    body: "Hi Support,\n\nOur season is over and we will not use the bots next year. Please delete the account.\n\nAccount: {email}\nCompany: {org}\n\nOne question: will our customers' call recordings also be removed? That is important for us.\n\nBest,\n{name}",
  },
  {
    subject: "Deletion request",
    body: "Dear Sir/Madam,\n\nThe committee has decided to discontinue the service from this month. You are requested to delete the account and the data.\n\nAccount email: {email}\nOrganisation: {org}\n\nA copy of the resolution can be sent if required.\n\nWith regards,\n{name}",
  },
];

export const SECOND_LETTER: LetterWords = {
  subject: "Re: any update on deletion?",
  body: "Hello,\n\nI wrote earlier about deleting our account and have not seen it happen yet. Please update.\n\nAccount email: {email}\nOrganisation: {org}\n\n{name}",
};

export const RETURNS: readonly LetterWords[] = [
  {
    subject: "Please reactivate our account",
    body: "Hello,\n\nWe had asked for deletion last month but our partner wants to continue. Please reactivate {org} before the 30 days are over.\n\nAccount email: {email}\nOrganisation: {org}\n\nThank you,\n{name}",
  },
  {
    subject: "Account wapas chalu karna hai",
    body: "Namaste,\n\nGalti se delete request bhej di thi. Kripya account wapas chalu kar dijiye.\n\nEmail: {email}\nOrganisation: {org}\n\n{name}",
  },
];

export const FORGED: LetterWords = {
  subject: "URGENT: delete account immediately",
  body: "Dear Support,\n\nThis is the owner of {org}. Delete our account and all data TODAY, we have a legal emergency. Do not call, I am travelling. Reply to my personal mail only.\n\nAccount email: {email}\nOrganisation: {org}\n\n{name}",
};

export const UNKNOWN_SENDER: LetterWords = {
  subject: "Delete account of {org}",
  body: "Hello,\n\nI manage IT for {org}. Please delete their account, they do not use it any more.\n\nAccount email: {email}\nOrganisation: {org}\n\nThanks",
};
