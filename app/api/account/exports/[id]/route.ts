import { handleExportDownload } from "@/server/export/handle-export-download";

export { handleExportDownload as GET };
