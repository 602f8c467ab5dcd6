import { describe, expect, it } from "vitest";
import { readWishes } from "./intent";
import type { Intent } from "./letter";
import { ownWords } from "./own-words";

const intentOf = (subject: string, text: string, isAutomatic = false) => readWishes(subject, ownWords(text), isAutomatic).intent;

function expectAll(intent: Intent, letters: [subject: string, text: string][]) {
  it.each(letters)(`is ${intent}: %s | %s`, (subject, text) => expect(intentOf(subject, text)).toBe(intent));
}

const DETAILS = "\n\nAccount email: asha@chaipoint.example\nOrganization name: Chai Point Labs\n\nThanks,\nAsha";

describe("a deletion is recognised in English", () => {
  expectAll("deletion", [
    ["Please delete our account", `Hello,\n\nplease delete our CallMissed account.${DETAILS}`],
    ["Account deletion request", `Account email: asha@chaipoint.example\nOrganization name: Chai Point Labs`],
    ["Account deletion", `Hi team,\n\nI am writing to request the deletion of our CallMissed account and all associated data.${DETAILS}`],
    ["Request", "I would like to permanently delete my account and erase all personal data under the DPDP Act."],
    ["closing", "We want to close our account with you. Kindly confirm."],
    ["Account closure", "Please close my CallMissed account at the earliest."],
    ["Erasure", "Under section 12 of the DPDP Act I request erasure of all my personal data."],
    ["", "Kindly deactivate and delete our organisation account."],
    ["Hello", "Could you please delete our account? We no longer need it."],
    ["Deletion", "Can you delete my account please?"],
    ["Account", "I want my account deleted."],
    ["Account", "I want our account and everything in it removed."],
    ["Please delete", "Our company is shutting down, so our workspace should be deleted, including bots, recordings and API keys."],
    [
      "delete account",
      "We understand that unused credits are forfeited and that we cannot get a refund after deletion. Please delete the account.",
    ],
    ["Delete my account", "How long will it take?"],
    ["Delete my account", "Please also refund the unused credits."],
    ["Account deletion request", "Please do not delay. Delete the account of Chai Point Labs now."],
    ["Please delete our account", "If this is not done I will complain to the Data Protection Board."],
    ["Deletion", "Dear Grievance Officer,\n\nplease delete our CallMissed account."],
    ["Terminate account", "We hereby ask you to terminate our account and purge our data. I know we can reactivate within 30 days."],
    [
      "Re: Account deletion request",
      "Yes, I confirm. Please go ahead.\n\nOn Mon, 1 Nov 2026 at 10:00, Support <support@callmissed.com> wrote:\n> Do you want to delete?",
    ],
    [
      "Deletion request for Chai Point Labs",
      "Dear team,\n\nwe don't use CallMissed anymore. Please remove our account and all our data from your systems.",
    ],
    ["Refund and deletion", "First refund our last purchase, then delete our account."],
    ["Data", "Please erase all our data."],
  ]);
});

describe("a deletion is recognised in Hindi and Hinglish", () => {
  expectAll("deletion", [
    ["Account delete", "Namaste, mera account delete kar do. Account email asha@chaipoint.example hai."],
    ["Account band", "Kripya hamara CallMissed account band kar dijiye aur sara data hata dijiye."],
    ["Hello", "Mujhe apna account delete karna hai."],
    ["account", "hamara account delete karwana hai, please jaldi karein"],
    ["request", "Apna khata hamesha ke liye band karna chahte hain."],
    ["account", "Mera account delete kar do na"],
    ["खाता हटाने का अनुरोध", "नमस्ते, कृपया हमारा खाता हटा दें।\nखाता ईमेल: asha@chaipoint.example"],
    ["अनुरोध", "कृपया मेरा कॉलमिस्ड अकाउंट डिलीट कर दीजिए और सारा डेटा मिटा दें।"],
    ["खाता", "मैं अपना खाता बंद करना चाहती हूँ।"],
    ["", "हम अपना खाता स्थायी रूप से हटाना चाहते हैं।"],
  ]);
});

describe("what only mentions a deletion is none", () => {
  expectAll("other", [
    ["Account", "Please do not delete my account."],
    ["Account deletion", "I do not want to delete my account, I only have a question about invoices."],
    ["Account", "We never asked you to delete our account!"],
    ["account", "account delete mat karo"],
    ["account", "Mera account delete nahi karna hai, sirf bill chahiye."],
    ["खाता", "कृपया मेरा खाता डिलीट न करें।"],
    ["खाता", "मैं अपना खाता बंद नहीं करना चाहता।"],
    ["Question", "How do I delete my account?"],
    ["Account deletion policy", "What happens to our data if we delete our account?"],
    ["Question about deletion", "How long do you keep data after account deletion? Can I reactivate later if I change my mind?"],
    ["Deletion", "Account delete kaise karein?"],
    ["सवाल", "खाता हटाने के बाद डेटा का क्या होता है?"],
    ["Help", "Please delete my API key cm_live_123, it leaked."],
    ["Bot", "Please delete the bot called Sales Bot from our account."],
    ["Conversation", "Please delete one conversation from our account."],
    ["Team", "Please remove Ravi from our account, he left the company. Remove the team member only."],
    ["Key", "Hamare account se ek API key delete kar do."],
    ["Re: Account deletion", "Thanks for the information!\n\nOn Mon, 1 Nov 2026, Asha wrote:\n> Please delete our account."],
    ["Thoughts", "We are considering deleting our account next year."],
    ["Invoice", "Please send me the invoice for October."],
    ["Fwd: FYI", "See below.\n\n---------- Forwarded message ---------\nFrom: Asha\nSubject: delete\n\nPlease delete our account"],
    [
      "Weekly digest",
      "Five tips to delete your account data safely.\n\nYou are receiving this email because you subscribed. Unsubscribe here.",
    ],
    ["Automatic reply: Please delete our account", "I am out of office until Monday. Please delete our account."],
    ["Question", "Before we delete our account, can you tell us how to export the recordings?"],
    ["Partnership", "We would love to talk about a partnership with CallMissed."],
    [
      "Signature",
      "Please send me the price list.\n\n-- \nAsha\nTo delete your account write to support@callmissed.com. Please delete my account.",
    ],
  ]);

  it("a machine asks for nothing", () => expect(intentOf("Please delete our account", "Please delete our account.", true)).toBe("other"));
});

describe("a return is recognised", () => {
  expectAll("reactivation", [
    ["Reactivate", `Please reactivate our account.${DETAILS}`],
    ["Account", "We deleted our account by mistake last week. Please restore it."],
    ["Account", "I changed my mind, please cancel the deletion of our account."],
    ["help", "Can you please recover our account and data? It was deactivated on Monday."],
    ["Reactivation request", "We want our account back."],
    ["Back", "Kripya hamara account dobara chalu kar dijiye."],
    ["account", "Mera account wapas chahiye, galti se delete ho gaya tha."],
    ["खाता", "कृपया हमारा खाता फिर से चालू कर दें।"],
    ["खाता", "कृपया मेरा अकाउंट बहाल करें।"],
    ["Reopen", "Is it possible to get our account back? We deleted it by accident."],
    ["Re: Your account has been deactivated", "Please undo the deletion, we want to continue."],
    ["Please don't delete", "Please do not delete our account, reactivate it instead."],
  ]);
});

describe("a wish for money is recognised", () => {
  expectAll("refund", [
    ["Refund", "I would like a refund for order cm_9f2a1c4e6b8d0a13 bought two days ago."],
    ["Charged twice", "We were charged twice for the Pro plan. Please return the amount."],
    ["Refund before deletion", "Before I delete my account, please refund the purchase of 500 credits."],
    ["paise", "Mere paise wapas karo, order galti se ho gaya."],
    ["Refund chahiye", "Mujhe refund chahiye, 3 din pehle credits kharide the."],
    ["रिफंड", "कृपया मेरे पैसे वापस करें।"],
    ["धनवापसी", "मुझे कल की खरीद का रिफंड चाहिए।"],
    ["Money back", "I want my money back."],
    ["Refund status", "When will I get my refund?"],
  ]);
  expectAll("other", [
    ["Refund policy", "What is your refund policy?"],
    ["Refunds", "Do you give refunds for annual plans?"],
  ]);
});

describe("a grievance is recognised", () => {
  expectAll("grievance", [
    ["Grievance", "I want to file a grievance about how my request was handled."],
    ["Complaint", "This is a formal complaint. My account data was shared without consent."],
    ["Not deleted", "I asked three weeks ago and you have still not deleted my account."],
    ["Complaint under DPDP", "I am raising a complaint with your grievance officer because nobody answered."],
    ["शिकायत", "मैं आपकी सेवा के बारे में शिकायत दर्ज करना चाहता हूँ।"],
    ["Shikayat", "Mujhe shikayat darj karni hai, kisi ne jawab nahi diya."],
    ["Escalation", "I am escalating this: no response for ten days."],
    ["account", "Abhi tak mera account delete nahi kiya gaya hai."],
  ]);
});

describe("somebody a bot wrote to is not our customer", () => {
  expectAll("end_user", [
    ["Stop", "Stop calling me! Your bot keeps calling my number every day."],
    ["Remove my number", "I keep receiving WhatsApp messages from Chai Point Labs. Please delete my number and my data."],
    ["Unsubscribe", "Please unsubscribe me from these WhatsApp messages."],
    ["Spam", "I got three calls from a voice bot today. I never signed up. Remove my phone number from your list."],
    [
      "Data deletion",
      "I received messages from a business that uses CallMissed. I do not have an account with you. Delete all my personal data.",
    ],
    ["call band karo", "Mujhe roz bot ke call aa rahe hain, call band karo."],
    ["Number hatao", "Mera number hata do, message bhejna band karo."],
    ["कॉल", "मुझे रोज़ आपके बॉट से कॉल आते हैं। मेरा नंबर हटा दीजिए।"],
    ["Messages", "I am not your customer. Please do not message me again."],
    ["complaint", "Your bot is harassing me with calls, I am not your customer, please stop calling me."],
    ["शिकायत", "मेरी शिकायत है: आपका बॉट मुझे रोज़ कॉल करता है।"],
    ["Complaint", "I want to file a complaint. A company's WhatsApp bot on your platform keeps messaging me. Nobody answers."],
  ]);

  it("but an owner whose bots keep writing is", () =>
    expect(intentOf("Delete our account", "Customers complain that our bot keeps sending messages. Please delete our account.")).toBe(
      "deletion",
    ));
});

describe("a wish is heard however it is put", () => {
  expectAll("deletion", [
    ["Account", "We do not use CallMissed any more and want to delete our account."],
    ["Unsubscribe", "Please cancel our subscription and delete our account."],
    ["Closing", "After careful consideration we have decided to close our account."],
    ["Delete", "I would be grateful if you could delete our account."],
    ["Delete", "It would be great if you could close our account."],
    ["Account", "My account is no longer needed. Please delete it."],
    ["Account", "I don't want this account anymore."],
    ["Delete", "Please start the deletion process for our account."],
    ["Right to be forgotten", "I am exercising my right to be forgotten."],
    ["Withdrawal", "We withdraw consent and want everything deleted."],
    ["account", "Mujhe account nahi chahiye, delete kar dijiye"],
    ["account", "mera acount delete krdo plz"],
    ["account", "Humein CallMissed account nahi chahiye. Isse band kar do."],
    ["अकाउंट", "मुझे यह अकाउंट नहीं चाहिए, कृपया डिलीट करें।"],
    ["निवेदन", "निवेदन है कि हमारा खाता स्थायी रूप से हटा दिया जाए।"],
  ]);
  expectAll("reactivation", [
    ["Oops", "I deleted our account accidentally. Please recover it."],
    ["Account", "Kindly revive our account before the 30 days are over."],
    ["account", "delete request cancel kar do, account rakhna hai"],
    ["account", "hamara account firse chalu kar do"],
    ["खाता", "खाता हटाने का अनुरोध रद्द कर दीजिए।"],
  ]);
  expectAll("refund", [
    ["Refund", "Before we delete our account we want a refund for unused credits."],
    ["Credits", "Please reverse the charge made on our card on 18 Nov."],
    ["Refund", "If possible please refund my last order."],
  ]);
  expectAll("end_user", [
    ["call", "mujhe baar baar call aa rahi hai, band karo"],
    ["My data", "I was called by your AI agent on behalf of a clinic. Please erase my data."],
  ]);
});

describe("what others put below or around the words is no wish", () => {
  expectAll("other", [
    [
      "Invoice",
      "Please send the October invoice.\n\nDISCLAIMER: If you are not the intended recipient, please delete this e-mail and destroy\nall copies of the information.",
    ],
    ["Invoice", "Please send the invoice.\n\nIf you have received this message in error, please delete all data from your system."],
    ["Account", "We may delete our account next year if prices rise."],
    ["Support", "Our bot is not replying to customers since morning. Please check."],
    ["Account", "I don't want my account deleted."],
    ["Mail", "I sent you a mail about our account by mistake. Please delete that mail."],
    ["Account", "I thought about deleting it but we keep our account. Thanks."],
    ["Dashboard", "Could you delete the account deletion banner?"],
  ]);
});
