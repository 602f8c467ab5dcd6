import { handleUpload } from "@/server/grievance/handle-upload";

export { handleUpload as POST };
