import { handleTrpc } from "@/server/trpc/handle-http";

export { handleTrpc as GET, handleTrpc as POST };
