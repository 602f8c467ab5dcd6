/** Why an address is not one that we send to; each has its sentence in refusals.ts. */
export type UrlFault = "url_malformed" | "url_credentials" | "url_not_https" | "url_not_public" | "url_unresolvable";

const LONGEST = 2_048;
const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Says what is wrong with the form of an address; where its name leads is looked up by whoever connects. Any port is good: nothing is said before TLS. */
export function faultOfUrl(text: string, allowLoopback: boolean): UrlFault | null {
  if (text.length > LONGEST || !URL.canParse(text)) return "url_malformed";
  const { protocol, username, password, hostname, hash } = new URL(text);
  if (username || password) return "url_credentials";
  if (!hostname || hash) return "url_malformed";
  if (protocol === "https:") return null;
  return protocol === "http:" && allowLoopback && LOOPBACK_HOSTS.has(hostname) ? null : "url_not_https";
}
