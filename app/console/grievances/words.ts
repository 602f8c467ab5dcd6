import type { GrievanceRow } from "@/app/_trpc/answers";

const KINDS: Record<GrievanceRow["kind"], string> = {
  grievance: "Complaint",
  correction: "Correction",
  access: "Summary of data",
  consent: "Consent taken back",
};

/** Topics whose code does not say plainly what an owner chose. */
const TOPICS: Record<string, string> = {
  lock_out: "cannot get in, or was locked out",
  deletion: "the deletion of the account",
  refund: "a refund",
  data_use: "how data is used",
  conduct: "how they were treated",
  other: "something else",
  person_email: "the person's e-mail address",
  person_name: "the person's name",
  person_phone: "the person's phone number",
  organisation_name: "the organisation's name",
  gstin: "GSTIN",
  product_mail: "mails about products and news",
  summary: "what we hold about them",
};

/** "Complaint: cannot get in, or was locked out". A topic that has no words yet is said by its code. */
export const caseWords = ({ kind, topic }: Pick<GrievanceRow, "kind" | "topic">): string =>
  `${KINDS[kind]}: ${TOPICS[topic] ?? topic.replaceAll("_", " ")}`;

export const VIEWS = [
  { state: "open", title: "Open", says: "What owners ask of the desk, by what runs out first" },
  { state: "answered", title: "Answered", says: "Answered cases; while their period runs, a further word opens them again" },
  { state: "closed", title: "Closed", says: "Closed cases; their numbers and dates stay in the register" },
] as const;
