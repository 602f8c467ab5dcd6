import { handleTrailCheck } from "@/server/audit/handle-trail-check";

export { handleTrailCheck as POST };
