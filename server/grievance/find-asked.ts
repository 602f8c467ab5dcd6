import type { Tx } from "@/server/lib/db";
import { PROFILE_FIELDS, type ProfileField } from "./grievance";

export type Asked = {
  /** The message that asks for it. */
  id: string;
  field: ProfileField;
  /** As it would stand on record. */
  to: string;
  /** The officer who wrote it down; null where the person did so on their own pages. */
  writtenBy: string | null;
};

/** Which field a case asks to be corrected, and what it should say: the latest word of the person, or of who wrote it down for them. Null where that is not known yet. */
export async function findAsked(tx: Tx, grievanceId: string): Promise<Asked | null> {
  const asked = await tx.grievanceMessage.findFirst({
    where: { grievanceId, correctionField: { in: [...PROFILE_FIELDS] }, OR: [{ author: "person" }, { isAsked: true }] },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    select: { id: true, correctionField: true, correctionTo: true, isAsked: true, authorId: true },
  });
  const field = PROFILE_FIELDS.find((one) => one === asked?.correctionField);
  if (!asked || !field) return null;
  return { id: asked.id, field, to: asStored(field, asked.correctionTo ?? ""), writtenBy: asked.isAsked ? asked.authorId : null };
}

/** Addresses are compared in lower case, and a GSTIN is written in capitals. */
export const asStored = (field: ProfileField, value: string): string => {
  const plain = value.trim().replace(/\s+/g, " ");
  return field === "person_email" ? plain.toLowerCase() : field === "gstin" ? plain.toUpperCase() : plain;
};
