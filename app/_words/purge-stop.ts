import type { PurgeStop } from "@/app/_trpc/answers";

/** Why purges were stopped, as it is chosen and shown. */
export const STOP_WORDS: Record<NonNullable<PurgeStop["stop"]>["because"], string> = {
  something_looks_wrong: "something looks wrong",
  wrong_tenant_feared: "the wrong tenant may be affected",
  order_expected: "an order of a court or authority is expected",
  work_on_the_systems: "work on database or storage",
  exercise: "an exercise",
  restored: "the database came back from a backup, and holds and returns made since have to be entered again first",
};
