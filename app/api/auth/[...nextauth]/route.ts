import { handleStaffSignIn } from "@/server/operator/handle-sign-in";

export { handleStaffSignIn as GET, handleStaffSignIn as POST };
