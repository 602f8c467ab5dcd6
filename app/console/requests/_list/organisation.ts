import type { RequestRow } from "@/app/_trpc/answers";

/** Whose request it is, as far as it is known: a name, a claim, an erased tenant, or nobody. `sure` false is shown set apart. */
export function organisationWords(row: Pick<RequestRow, "organisation" | "claimed" | "tenantId">): { words: string; sure: boolean } {
  if (row.organisation)
    return row.claimed ? { words: `claims to be ${row.organisation}`, sure: false } : { words: row.organisation, sure: true };
  return { words: row.tenantId ? "erased tenant" : "nobody recognised", sure: false };
}
