/**
 * Whether somebody has opened the page that a call asks for, by the call's headers. Not so when it carries an act or its form, or when
 * a script asks for the very page that it runs on: a page that keeps itself fresh has been opened once. (What marks a call as the
 * router's own is taken away before a page sees it; so it goes by what every browser says of itself.)
 */
export function isOpening(sent: Pick<Headers, "get">): boolean {
  if (sent.get("next-action") || sent.get("content-type")) return false;
  const isByScript = !sent.get("accept")?.includes("text/html");
  return !(isByScript && URL.parse(sent.get("referer") ?? "")?.pathname === sent.get("x-path"));
}
