import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { env } from "@/server/lib/env";
import { createContext } from "./context";
import { appRouter } from "./root";

/** The one HTTP entry of the hall. Mutations are taken only from our own pages: a foreign Origin is refused before anything runs. */
export function handleTrpc(request: Request): Promise<Response> | Response {
  const origin = request.headers.get("origin");
  if (request.method !== "GET" && origin !== null && origin !== new URL(env().APP_URL).origin) {
    return Response.json({ error: "this call did not come from the console's own pages" }, { status: 403 });
  }
  return fetchRequestHandler({ endpoint: "/api/trpc", req: request, router: appRouter, createContext });
}
