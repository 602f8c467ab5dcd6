import type { MemberRole } from "@/prisma/generated/enums";

/** How a person of a tenant signs the book: as its owner only while they are that. */
export const memberActor = ({ id, role }: { id: string; role: MemberRole }) =>
  ({ kind: role === "owner" ? "owner" : "member", id }) as const;
