import { handleCertificate } from "@/server/retention/handle-certificate";

export { handleCertificate as GET };
