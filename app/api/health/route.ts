import { handleHealth } from "@/server/lib/handle-health";

export { handleHealth as GET };
