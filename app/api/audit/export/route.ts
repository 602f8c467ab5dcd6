import { handleTrailExport } from "@/server/audit/handle-trail-export";

export { handleTrailExport as POST };
