import type { GrievanceDetail, GrievanceRow } from "@/app/_trpc/answers";

export const KINDS: Record<GrievanceRow["kind"], string> = {
  grievance: "Complaint",
  correction: "Correction",
  access: "Summary of data",
  consent: "Consent taken back",
  end_user: "A tenant's end user",
};

/** Topics whose code does not say plainly what an owner chose. */
export const TOPICS: Record<string, string> = {
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
  own_data: "their own data with a tenant",
};

/** "Complaint: cannot get in, or was locked out". A topic that has no words yet is said by its code. */
export const caseWords = ({ kind, topic }: Pick<GrievanceRow, "kind" | "topic">): string =>
  `${KINDS[kind]}: ${TOPICS[topic] ?? topic.replaceAll("_", " ")}`;

/** How a case came to the desk. */
export const CHANNELS: Record<GrievanceRow["channel"], string> = {
  mail: "By mail",
  dashboard: "From the owner's pages",
  operator: "Written down by us",
};

export const HANDED_IN: Record<string, string> = { telephone: "on the telephone", paper: "on paper", in_person: "in person" };

export const VIEWS = [
  { state: "open", title: "Open" },
  { state: "answered", title: "Answered" },
  { state: "closed", title: "Closed" },
  { state: "all", title: "All" },
] as const;

const OUTCOMES: Record<NonNullable<GrievanceDetail["case"]["outcome"]>, string> = {
  upheld: "upheld",
  partly: "upheld in part",
  refused: "refused",
};

/** How a case stands, after its name: what was decided before it was opened again is over, and is said as such. */
export function standingWords({ state, outcome, answeredAt }: Pick<GrievanceDetail["case"], "state" | "outcome" | "answeredAt">): string {
  if (state !== "open") return outcome ? OUTCOMES[outcome] : state;
  if (outcome) return `open again, was ${OUTCOMES[outcome]}`;
  return answeredAt ? "open again" : "open";
}
