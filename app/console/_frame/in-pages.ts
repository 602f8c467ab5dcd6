import { keepPreviousData } from "@tanstack/react-query";

/** A question that is answered page by page, as far as the screens look at it. */
export type InPages<Page> = {
  data: { pages: Page[] } | undefined;
  isPending: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

/** How every list is asked for: each page names the next, and the old lines stay while those of another view are on their way. */
export const IN_PAGES = { getNextPageParam: <Next>(page: { next: Next }): Next => page.next, placeholderData: keepPreviousData };

/** Asks for the next page, where there is one and it is not on its way. */
export function askForMore(query: InPages<unknown>): void {
  if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
}
