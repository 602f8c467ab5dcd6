/** Where to go after signing in: one of the owner's own pages or of our policies, and never anywhere else. */
export function safeReturn(wanted: unknown): string {
  if (typeof wanted !== "string") return "/account";
  // Only ever a path: a full address is none of ours, whatever host it names.
  const base = "http://account.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  const isOurs =
    url?.origin === base && /^\/(account|policies)(\/|$)/.test(url.pathname) && !/^\/account\/sign-in(\/|$)/.test(url.pathname);
  return isOurs ? url.pathname + url.search : "/account";
}
