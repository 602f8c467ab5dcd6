import type { PurgeStop } from "@/app/_trpc/answers";

/** Why purges were stopped, as it is chosen and shown. */
export const STOP_WORDS: Record<PurgeStop["reasons"][number], string> = {
  something_looks_wrong: "something looks wrong",
  wrong_tenant_feared: "the wrong tenant may be affected",
  order_expected: "an order of a court or authority is expected",
  work_on_the_systems: "work on database or storage",
  exercise: "an exercise",
};
