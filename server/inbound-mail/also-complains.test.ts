import { describe, expect, it } from "vitest";
import { readWishes } from "./intent";
import type { Intent } from "./letter";
import { ownWords } from "./own-words";

describe("whoever complains beside another wish is heard with both", () => {
  it.each<[Intent, subject: string, text: string]>([
    ["refund", "Refund", "My grievance is that my refund was refused by your agent."],
    ["refund", "Refund", "Please refund our last purchase. Your agent was rude to me: unacceptable."],
    ["deletion", "Account", "Your support misused my personal data. Please delete our account."],
    ["deletion", "Please delete our account", "No one has replied to our last three mails."],
    ["reactivation", "Account", "We have had no response from your team since Monday. Please reactivate our account."],
    ["refund", "रिफंड", "मेरी शिकायत अनसुनी रही। कृपया भुगतान वापस करें।"],
    ["deletion", "खाता", "आपके एजेंट के बारे में मेरी शिकायत पर ध्यान नहीं दिया गया। कृपया हमारा खाता हटा दें।"],
    ["deletion", "Account", "Meri shikayat ke baad bhi kisi ne nahi suna. Mera account delete kar do."],
  ])("%s: %s | %s", (intent, subject, text) => expect(readWishes(subject, ownWords(text), false)).toEqual({ intent, alsoComplains: true }));
});

describe("whoever merely names the officer, their address, or what our own mails say complains of nothing", () => {
  it.each<[Intent, subject: string, text: string]>([
    ["deletion", "Please delete our account", "Please delete our account.\n\nCopy to: grievance@callmissed.com"],
    ["deletion", "Account", "Please delete our account. I have marked a copy to the Grievance Officer."],
    ["deletion", "Deletion", "Dear Grievance Officer,\n\nplease delete our CallMissed account."],
    ["deletion", "Account", "Please delete our account. I have no complaint."],
    ["deletion", "Account", "Please delete our account.\n\nOn Mon, 2 Nov 2026, Support wrote:\n> My grievance is that nobody answers."],
    ["refund", "Refund", "Please refund our last purchase.\n\nYou can also complain to the Data Protection Board of India."],
    ["refund", "Refund", "Please refund our last purchase, otherwise I will lodge a complaint."],
    ["deletion", "खाता", "कृपया हमारा खाता हटा दें।\n\nशिकायत संपर्क: grievance@callmissed.com"],
    ["deletion", "खाता", "कृपया हमारा खाता हटा दें।\n\nआप भारत के डेटा संरक्षण बोर्ड से भी शिकायत कर सकते हैं।"],
    ["deletion", "Account", "Mujhe koi shikayat nahi hai. Mera account delete kar do."],
  ])("%s: %s | %s", (intent, subject, text) =>
    expect(readWishes(subject, ownWords(text), false)).toEqual({ intent, alsoComplains: false }),
  );
});
