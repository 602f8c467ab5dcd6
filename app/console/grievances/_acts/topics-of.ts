import type { GrievanceRow } from "@/app/_trpc/answers";

/** What a case of each kind can be about, in the order in which it is offered. */
export const TOPICS_OF: Record<GrievanceRow["kind"], readonly string[]> = {
  grievance: ["conduct", "deletion", "lock_out", "refund", "data_use", "other"],
  correction: ["person_name", "person_email", "person_phone", "organisation_name", "gstin", "other"],
  access: ["summary"],
  consent: ["product_mail", "data_use", "other"],
  end_user: ["own_data"],
};
