import { handleAttachment } from "@/server/grievance/handle-attachment";

export { handleAttachment as GET };
