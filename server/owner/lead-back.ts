import { isLanguage } from "@/server/language/language";

/** Where a person is led, who opened the address of a file in a browser and cannot have it: to a page that says how it stands. */
export function leadBack(request: Request, status: 401 | 403 | 404, page: `/account${string}`): Response | null {
  const sent = request.headers;
  if (sent.get("sec-fetch-mode") !== "navigate" && !sent.get("accept")?.includes("text/html")) return null;
  return goTo(status === 401 ? signInFor(request, page) : status === 403 ? "/account" : page);
}

/** The sign-in page that leads back to a page, in the language that this call's address asks for. */
export function signInFor(request: Request, page: `/account${string}`): string {
  const carried = new URLSearchParams({ returnTo: page });
  const language = new URL(request.url).searchParams.get("lang");
  if (isLanguage(language)) carried.set("lang", language);
  return `/account/sign-in?${carried}`;
}

/** "Go and look there", kept by nobody on the way. */
export const goTo = (location: string): Response => new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
