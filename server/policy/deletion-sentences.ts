import type { Sentence } from "./sentence";

const HEADING = "A heading: it says what follows and promises nothing by itself.";
const INTRODUCTION = "Introduces the list that follows; each line of the list is proven by itself.";
const CONTACT = "A contact line: it says who and where the company is, and nothing that code could keep.";

/** The account deletion policy, sentence by sentence, in its order. Ids are stable: tests and the page refer to them. */
export const DELETION_SENTENCES = [
  { id: "D0", text: "Account Deletion Policy", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D0.1",
    text: "How to delete your account and what happens to your data.",
    rules: [],
    reason: "Says what the document is about; what it promises stands in the sentences below.",
  },
  { id: "D0.2", text: "Last updated: April 14, 2026", rules: ["P8"] },
  { id: "D1", text: "1. Your Right to Delete Your Account", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D1.1",
    text: "Under the Digital Personal Data Protection Act, 2023 (DPDPA) and global privacy best practices, you have the right to request deletion of your CallMissed account and associated personal data at any time.",
    rules: ["L6", "V1", "S3"],
  },
  { id: "D2", text: "2. How to Delete Your Account", isHeading: true, rules: [], reason: HEADING },
  { id: "D2a", text: "Option A: Self-Service (Dashboard)", isHeading: true, rules: [], reason: HEADING },
  { id: "D2.1", text: "You can deactivate your account directly from the CallMissed dashboard:", rules: ["S3", "L2"] },
  { id: "D2.2", text: "Only the account owner can initiate account deletion.", rules: ["S3", "V2"] },
  { id: "D2.3", text: "Team members should contact the account owner or our support team.", rules: ["V6"] },
  { id: "D2b", text: "Option B: Email Request", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D2.4",
    text: "Send a deletion request to support@callmissed.com from the email address associated with your account.",
    rules: ["V1", "V2", "V3", "V5"],
  },
  { id: "D2.5", text: "Include your account email and organization name for verification.", rules: ["V2"] },
  { id: "D3", text: "3. What Happens When You Delete Your Account", isHeading: true, rules: [], reason: HEADING },
  { id: "D3a", text: "Immediate effects", isHeading: true, rules: [], reason: HEADING },
  { id: "D3.1", text: "Your account is deactivated — you can no longer log in or use the API", rules: ["L2", "L3"] },
  { id: "D3.2", text: "All API keys are revoked immediately", rules: ["L2", "L3"] },
  { id: "D3.3", text: "All active bots stop responding to incoming requests", rules: ["L3"] },
  { id: "D3.4", text: "All team members lose access to the account", rules: ["L2", "L3"] },
  { id: "D3b", text: "30-Day retention period", isHeading: true, rules: [], reason: HEADING },
  { id: "D3.5", text: "Your data is retained for 30 days after deactivation.", rules: ["L1"] },
  { id: "D3.6", text: "During this period:", rules: [], reason: INTRODUCTION },
  { id: "D3.7", text: "You can contact support to reactivate your account and recover all data", rules: ["L5", "S1"] },
  {
    id: "D3.8",
    text: "No data is shared, sold, or used in any way",
    rules: ["L4"],
    unproven:
      "That people share or sell nothing beside the system is a rule for them, which no test sees. Proven is that for 30 days the platform reads no row of a sealed tenant and nobody writes one.",
  },
  { id: "D3.9", text: "Your data remains encrypted and isolated in your tenant partition", rules: ["L0", "P5"] },
  { id: "D3c", text: "Permanent deletion (after 30 days)", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D3.10",
    text: "After the 30-day retention period, the following data is permanently and irreversibly deleted:",
    rules: ["L1", "P2", "P3", "P4", "P5", "P6"],
  },
  { id: "D3.11", text: "Account data: User profiles, organization details, preferences", rules: ["P1", "P2"] },
  { id: "D3.12", text: "Conversation data: All messages, audio recordings, transcriptions", rules: ["P1", "P2"] },
  { id: "D3.13", text: "Bot configurations: System prompts, knowledge base files, settings", rules: ["P1", "P2"] },
  { id: "D3.14", text: "API keys: All keys and usage records", rules: ["P1", "P2"] },
  {
    id: "D3.15",
    text: "Payment history: Transaction records (we retain anonymized financial records as required by Indian tax law)",
    rules: ["P2", "P7"],
  },
  {
    id: "D3.16",
    text: "Credit balance: Any remaining credits are forfeited — please use or request a refund before deleting",
    rules: ["P2", "R1"],
  },
  { id: "D4", text: "4. Data We Must Retain", isHeading: true, rules: [], reason: HEADING },
  { id: "D4.1", text: "Certain data is retained beyond the 30-day period as required by law:", rules: ["P1"] },
  {
    id: "D4.2",
    text: "Tax records: Anonymized transaction amounts and dates (as required by Indian GST and Income Tax regulations) — retained for 7 years",
    rules: ["P7"],
  },
  {
    id: "D4.3",
    text: "Legal obligations: If we are required by court order or law enforcement to preserve data, we will do so for the minimum period required",
    rules: ["H1", "H2"],
    unproven:
      "Which period an order requires is read from the order by two people. Proven is that nothing held goes before it is released, and that it goes by itself afterwards.",
  },
  { id: "D4.4", text: "Retained records are anonymized and cannot be used to identify you or your organization.", rules: ["P7"] },
  { id: "D5", text: "5. Before You Delete", isHeading: true, rules: [], reason: HEADING },
  { id: "D5.1", text: "We recommend the following before account deletion:", rules: ["S2"] },
  {
    id: "D5.2",
    text: "Export your data: Download any conversation logs, bot configurations, or knowledge base files you need",
    rules: ["S2"],
  },
  {
    id: "D5.3",
    text: "Use remaining credits: Credits are forfeited on deletion and cannot be refunded after the account is deleted",
    rules: ["R1"],
  },
  {
    id: "D5.4",
    text: "Request refunds first: If eligible for a refund (within 7 days of purchase), submit the request before deleting — see our Refund Policy",
    rules: ["R1"],
  },
  { id: "D5.5", text: "Notify your team: All team members will lose access immediately", rules: ["S2", "L3"] },
  { id: "D5.6", text: "Update integrations: Remove CallMissed API keys from your applications to avoid failed requests", rules: ["S2"] },
  { id: "D6", text: "6. Reactivation", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D6.1",
    text: "Within the 30-day retention period, you can reactivate your account by contacting support@callmissed.com.",
    rules: ["L1", "V3"],
  },
  { id: "D6.2", text: "After reactivation:", rules: [], reason: INTRODUCTION },
  { id: "D6.3", text: "All data is restored to its state at the time of deactivation", rules: ["L5"] },
  { id: "D6.4", text: "Your plan, credits, and settings are preserved", rules: ["L5"] },
  { id: "D6.5", text: "API keys must be regenerated for security", rules: ["L5"] },
  { id: "D6.6", text: "After 30 days, reactivation is not possible as data has been permanently deleted.", rules: ["L1"] },
  { id: "D7", text: "7. DPDPA Compliance", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D7.1",
    text: "This policy complies with the Digital Personal Data Protection Act, 2023 (DPDPA).",
    rules: [],
    reason: "A statement about the text in law, for lawyers to judge; what it consists of is proven sentence by sentence.",
  },
  { id: "D7.2", text: "As a Data Fiduciary under DPDPA:", rules: [], reason: INTRODUCTION },
  {
    id: "D7.3",
    text: "We process personal data only for the purposes consented to",
    rules: ["C2", "L4"],
    unproven:
      "What the platform does with data while an account is in use, and with which consent, is decided outside this console. Proven is the one purpose here that rests on consent: how pages are used is counted only for who agreed.",
  },
  {
    id: "D7.4",
    text: "We honor erasure requests within the timeframes specified in this policy",
    rules: ["L1", "P3"],
    unproven:
      "People can stop all purges, after a restore for example; then nothing is erased until two let them run, and an alert says what is overdue. How long that takes is theirs. Proven is that otherwise the erasing begins by itself on the instant and ends with nothing left.",
  },
  {
    id: "D7.5",
    text: "We maintain data principal rights including the right to correction and the right to grievance redressal",
    rules: ["G1", "G2", "G5"],
  },
  {
    id: "D7.6",
    text: "Our Grievance Officer can be reached at support@callmissed.com",
    rules: ["P9", "G2"],
    unproven:
      "That a person reads what arrives there is work, and not code. Proven is that every mail of ours names the address, and that a complaint sent to it becomes a case with a clock, before the officer.",
  },
  { id: "D8", text: "8. Contact", isHeading: true, rules: [], reason: HEADING },
  {
    id: "D8.1",
    text: "For questions about account deletion or data privacy:",
    rules: [],
    reason: "Introduces the contact lines that follow.",
  },
  { id: "D8.2", text: "CallMissed Technologies Pvt. Ltd.", rules: [], reason: CONTACT },
  { id: "D8.3", text: "India", rules: [], reason: CONTACT },
] as const satisfies readonly Sentence[];
