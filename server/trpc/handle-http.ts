import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { env } from "@/server/lib/env";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import { createContext } from "./context";
import { appRouter } from "./root";

/** The one HTTP entry of the hall. Mutations are taken only from our own pages: a foreign Origin is refused before anything runs. */
export async function handleTrpc(request: Request): Promise<Response> {
  const origin = request.headers.get("origin");
  if (request.method !== "GET" && origin !== null && origin !== new URL(env().APP_URL).origin) {
    return Response.json({ error: "this call did not come from the console's own pages" }, { status: 403 });
  }
  const closed = await refuseToServe();
  if (closed) return closed;
  return fetchRequestHandler({ endpoint: "/api/trpc", req: request, router: appRouter, createContext });
}
