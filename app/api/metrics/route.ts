import { handleMetrics } from "@/server/retention/handle-metrics";

export { handleMetrics as GET };
