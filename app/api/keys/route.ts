import { handleSigningKeys } from "@/server/retention/handle-signing-keys";

export { handleSigningKeys as GET };

/** The keys are read when somebody asks, never when the console is built. */
export const dynamic = "force-dynamic";
