/** Why somebody stops all purges. Codes, because the visitors' book holds no free text. */
export const STOP_REASONS = ["something_looks_wrong", "wrong_tenant_feared", "order_expected", "work_on_the_systems", "exercise"] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** What has to be typed before purges stop or go on: neither happens by a slip. */
export const TYPED_TO_STOP = "stop purges";
export const TYPED_TO_RESUME = "resume purges";
