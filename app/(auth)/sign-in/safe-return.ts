/** Where to go after signing in: a page of the console, and never anywhere else. */
export function safeReturn(wanted: string | undefined): string {
  if (!wanted) return "/console";
  // A full address is taken for its path only: NextAuth writes them so.
  const base = "http://console.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  return url && /^\/console(\/|$)/.test(url.pathname) ? url.pathname + url.search : "/console";
}
