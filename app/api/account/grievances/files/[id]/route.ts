import { handleOwnAttachment } from "@/server/grievance/handle-own-attachment";

export { handleOwnAttachment as GET };
