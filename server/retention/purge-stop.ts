/** Why somebody stops all purges. Codes, because the visitors' book holds no free text. */
export const STOP_REASONS = ["something_looks_wrong", "wrong_tenant_feared", "order_expected", "work_on_the_systems", "exercise"] as const;
export type StopReason = (typeof STOP_REASONS)[number];
/** Why the product stops them itself: the database came from a backup, and knows nothing of what people did since. */
export const RESTORED = "restored";

/** What has to be typed before purges stop or go on: neither happens by a slip. */
export const TYPED_TO_STOP = "stop purges";
export const TYPED_TO_RESUME = "resume purges";
