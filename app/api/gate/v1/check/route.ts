import { handleGate } from "@/server/platform/handle-gate";

export { handleGate as POST };
