import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";

/** How answers are kept: fresh for a moment, so that a page filled by the server does not ask again at once. Only browsers ask twice: on the server somebody waits for the page. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        retry: (failures, error) => typeof window !== "undefined" && failures < 2 && !isAnswer(error),
        refetchOnReconnect: true,
      },
      dehydrate: { serializeData: superjson.serialize, shouldDehydrateQuery: defaultShouldDehydrateQuery },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });

/** A "no" from the server is an answer, not a failure: asking again changes nothing. */
function isAnswer(error: unknown): boolean {
  const code = (error as { data?: { httpStatus?: number } | null }).data?.httpStatus;
  return code !== undefined && code < 500;
}
