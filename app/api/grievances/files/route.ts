import { handleHandedIn } from "@/server/grievance/handle-handed-in";

export { handleHandedIn as POST };
