import type { Sentence } from "./sentence";

const HEADING = "A heading: it says what follows and promises nothing by itself.";
const INTRODUCTION = "Introduces the list that follows; each line of the list is proven by itself.";
const OTHERS =
  "Says what other companies do in the platform's own dashboard; this console embeds nothing of theirs, and sets nothing for them.";

/** The cookies policy, sentence by sentence, in its order. */
export const COOKIES_SENTENCES = [
  {
    id: "C0.1",
    text: 'This Cookies Policy explains how CallMissed Technologies Pvt. Ltd. ("CallMissed", "we", "us") uses cookies and similar technologies when you visit callmissed.com, our dashboard, documentation, and related services.',
    rules: [],
    reason: "Says what the document is about; what it promises stands in the sentences below.",
  },
  {
    id: "C0.2",
    text: "For broader data practices, see our Privacy Policy.",
    rules: [],
    reason: "Leads to another document, which is not one of the two that this product keeps.",
  },
  { id: "C1", text: "1. What are cookies?", isHeading: true, rules: [], reason: HEADING },
  {
    id: "C1.1",
    text: "Cookies are small text files stored on your device when you visit a website.",
    rules: [],
    reason: "Explains a word; it is true of every website.",
  },
  {
    id: "C1.2",
    text: "They help sites remember preferences, keep you signed in, and understand how features are used.",
    rules: [],
    reason: "Explains what cookies are for in general; which ones are set is proven below.",
  },
  { id: "C1.3", text: "We also use similar technologies such as local storage (e.g. theme preference) and session tokens.", rules: ["C1"] },
  { id: "C2", text: "2. Cookie categories we use", isHeading: true, rules: [], reason: HEADING },
  { id: "C2a", text: "Essential cookies", isHeading: true, rules: [], reason: HEADING },
  {
    id: "C2.1",
    text: "Required for the platform to function.",
    rules: [],
    reason: "Says what the word essential means; that nothing beside the listed cookies is set is proven below.",
  },
  {
    id: "C2.2",
    text: "These cannot be disabled without breaking core features.",
    rules: [],
    reason: "Explains why there is no switch for them; it forbids and promises nothing.",
  },
  { id: "C2.3", text: "Authentication — Session tokens to keep you signed in to app.callmissed.com", rules: ["C1", "S1"] },
  {
    id: "C2.4",
    text: "Security — Abuse protection and session integrity",
    rules: ["C1"],
    unproven:
      "Abuse protection by the network in front of the platform sets its cookies there, if any. Proven is the integrity of the sessions that this console sets.",
  },
  {
    id: "C2.5",
    text: "Load balancing — Routing requests to healthy servers",
    rules: [],
    reason: "Belongs to the network in front of the platform; nothing here sets such a cookie, as the list of what is set proves.",
  },
  { id: "C2b", text: "Functional cookies", isHeading: true, rules: [], reason: HEADING },
  {
    id: "C2.6",
    text: "Theme preference — Light/dark mode on callmissed.com (stored in localStorage)",
    rules: ["C1"],
    unproven: "The pages of callmissed.com are not part of this console. Proven is the same choice on the pages that are.",
  },
  { id: "C2.7", text: "Language preference — Remembering UI language selection where available", rules: ["C1"] },
  { id: "C2c", text: "Analytics cookies", isHeading: true, rules: [], reason: HEADING },
  { id: "C2.8", text: "We may use privacy-conscious analytics to understand page performance and feature adoption.", rules: ["C2"] },
  {
    id: "C2.9",
    text: "Analytics data is aggregated and not sold.",
    rules: ["C2"],
    unproven:
      "That nobody sells the numbers is a promise of the company, which no test sees. Proven is that they are sums per day and feature and lead to nobody; the console shows and exports them nowhere.",
  },
  {
    id: "C2.10",
    text: "Where consent is required under the DPDPA or allied rules, we request it before placing non-essential analytics cookies.",
    rules: ["C2"],
  },
  { id: "C2d", text: "Marketing cookies", isHeading: true, rules: [], reason: HEADING },
  { id: "C2.11", text: "We do not use third-party advertising cookies on our core product.", rules: ["C1"] },
  {
    id: "C2.12",
    text: "If we introduce marketing cookies in the future, we will update this policy and obtain consent where required by law.",
    rules: [],
    reason:
      "About a future that has not come: there are no marketing cookies, and a new one fails the test that compares the jar with the list.",
  },
  { id: "C3", text: "3. Third-party technologies", isHeading: true, rules: [], reason: HEADING },
  {
    id: "C3.1",
    text: "When you interact with embedded features, those services may set their own cookies or local storage:",
    rules: [],
    reason: OTHERS,
  },
  {
    id: "C3.2",
    text: "Payment checkout — When you complete a purchase, our payment gateway may set session cookies",
    rules: [],
    reason: OTHERS,
  },
  { id: "C3.3", text: "Social sign-in — Only when you choose to sign in with a supported identity provider", rules: [], reason: OTHERS },
  { id: "C3.4", text: "Edge security / CDN — Security and performance cookies to protect against abuse", rules: [], reason: OTHERS },
  {
    id: "C3.5",
    text: "Those services are governed by their own privacy and cookie notices.",
    rules: [],
    reason: "Leads to the notices of other companies.",
  },
  {
    id: "C3.6",
    text: "We minimise data shared with them to what is necessary for the feature you use.",
    rules: [],
    reason: "About the features that the platform embeds, which are not part of this console; it shares nothing with them from a page.",
  },
  { id: "C4", text: "4. Managing cookies", isHeading: true, rules: [], reason: HEADING },
  { id: "C4.1", text: "You can control cookies through:", rules: [], reason: INTRODUCTION },
  {
    id: "C4.2",
    text: "Your browser settings — block or delete cookies (may affect sign-in and preferences)",
    rules: [],
    reason: "A function of the reader's browser, not of ours.",
  },
  {
    id: "C4.3",
    text: "Clearing localStorage — resets theme and playground storage on marketing pages",
    rules: [],
    reason: "A function of the reader's browser; what we keep there is listed, and the list is proven above.",
  },
  { id: "C4.4", text: "Signing out — clears authentication tokens on the dashboard", rules: ["C1"] },
  { id: "C4.5", text: "Withdrawing consent — contact support@callmissed.com where processing is consent-based", rules: ["C2"] },
  { id: "C5", text: "5. Contact", isHeading: true, rules: [], reason: HEADING },
  {
    id: "C5.1",
    text: "Questions about this policy: support@callmissed.com or contact us.",
    rules: [],
    reason: "A contact line: it says who and where the company is, and nothing that code could keep.",
  },
] as const satisfies readonly Sentence[];
