import type { ListFilter } from "@/server/deletion/list-filter";

export const DUE_WORDS: Record<NonNullable<ListFilter["due"]>, string> = {
  "24h": "due within 24 h",
  "7d": "due within 7 d",
  overdue: "overdue",
};

export const FLAG_WORDS = {
  mine: "Mine",
  returning: "Asks to come back",
  held: "Held",
  mail: "By e-mail",
  dashboard: "From the dashboard",
  operator: "Written down by staff",
} as const;
