import { Prisma } from "@/prisma/generated/client";
import type { EraseClass } from "./inventory";

/**
 * Which rows of a class the purge neither erases nor counts yet: the mail that says that all is done, which loses its
 * address when it has gone out, and the word that the erasing goes on after a hold (H3), until it has gone out or its 48
 * hours are over. Empty for every class but notices.
 */
export function sparedNotices({ name }: Pick<EraseClass, "name">, requestId: string): Prisma.Sql {
  if (name !== "notice") return Prisma.empty;
  return Prisma.sql`AND NOT (kind = 'purged' AND subject_id = ${requestId}::uuid)
    AND NOT (kind = 'erasure_resumes' AND sent_at IS NULL AND voided_at IS NULL
      AND coalesce((params ->> 'erasedFrom')::timestamptz > clock_timestamp(), false))`;
}
