import { handleRegister } from "@/server/grievance/handle-register";

export { handleRegister as GET };
