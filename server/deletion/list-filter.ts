import { z } from "zod";
import { searchText } from "@/server/lib/search-text";
import { STATES } from "./lifecycle";

/** What a saved view of the request list can say; the same words stand in the page's address. */
export const listFilter = z.object({
  state: z.array(z.enum(STATES)).max(STATES.length).default([]),
  due: z.enum(["24h", "7d", "overdue"]).optional(),
  mine: z.boolean().default(false),
  channel: z.enum(["mail", "dashboard", "operator"]).optional(),
  returning: z.boolean().default(false),
  held: z.boolean().default(false),
  /** One column of the retention strip: what is due on the n-th day from today by India's calendar, 0 the rest of today, −1 is overdue. */
  day: z.number().int().min(-1).max(30).optional(),
  q: searchText,
});
export type ListFilter = z.infer<typeof listFilter>;

/** Where the last page ended: keyset, so page 1,000 costs what page 1 costs. */
export const listCursor = z.object({ dueAt: z.date(), id: z.uuid() });
export type ListCursor = z.infer<typeof listCursor>;

/** Open requests are everything that still needs people or the clock. */
export const DEFAULT_STATES = ["received", "verified", "retained", "purging"] as const;
