import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { within } from "@/server/lib/deadline";
import { faultOfUrl, type UrlFault } from "./endpoint-url";
import { isLoopbackAddress, isPublicAddress } from "./public-address.adapter";

/** What became of a POST that was not taken: a short code, for which the screen has words. */
export type PostFailure = UrlFault | `http_${number}` | "redirect" | "timeout" | "unreachable" | "tls" | "bad_answer";
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

export type OutgoingPost = {
  /** Is this an address that we would send to now? Resolves its name. */
  judge: (url: string) => Promise<UrlFault | null>;
  /** Null when the other side answered 2xx. Redirects are not followed, and nothing of an answer but its status is read. */
  send: (url: string, headers: Record<string, string>, body: string) => Promise<PostFailure | null>;
};

class Refused extends Error {
  constructor(readonly fault: UrlFault) {
    super(fault);
  }
}

/**
 * POSTs to places that people typed in. Whatever a name says, the addresses it leads to are judged in the very look-up that the
 * connection is made from, so there is no second answer to rebind to; `request-filtering-agent` judges them once more.
 * A proxy of the environment is not used: it would connect on our behalf and judge nothing.
 */
export function openPost({
  allowLoopback,
  limitMs = 10_000,
  resolve = (host) => lookup(host, { all: true }),
}: {
  allowLoopback: boolean;
  limitMs?: number;
  resolve?: Resolve;
}): OutgoingPost {
  const filter = { keepAlive: false, allowIPAddressList: allowLoopback ? ["127.0.0.1", "::1"] : [] };
  const mayReach = (address: string, { protocol }: URL) =>
    (protocol === "https:" && isPublicAddress(address)) || (allowLoopback && isLoopbackAddress(address));

  async function addressesOf(url: URL): Promise<readonly { address: string; family: number }[]> {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const family = isIP(host);
    const found = family ? [{ address: host, family }] : await resolve(host).catch(() => []);
    if (found.length === 0) throw new Refused("url_unresolvable");
    if (!found.every(({ address }) => mayReach(address, url))) throw new Refused("url_not_public");
    return found;
  }

  async function judge(text: string): Promise<UrlFault | null> {
    const fault = faultOfUrl(text, allowLoopback);
    if (fault) return fault;
    try {
      await within(limitMs, addressesOf(new URL(text)));
      return null;
    } catch (error) {
      return error instanceof Refused ? error.fault : "url_unresolvable";
    }
  }

  async function send(text: string, headers: Record<string, string>, body: string): Promise<PostFailure | null> {
    const fault = faultOfUrl(text, allowLoopback);
    if (fault) return fault;
    const url = new URL(text);
    const isTls = url.protocol === "https:";
    const agent = isTls ? new RequestFilteringHttpsAgent(filter) : new RequestFilteringHttpAgent(filter);
    const guarded: LookupFunction = (_host, options, done) => {
      addressesOf(url).then(
        (found) => (options.all ? done(null, [...found]) : done(null, found[0]?.address ?? "", found[0]?.family)),
        (error) => done(error, "", 0),
      );
    };
    try {
      // Node looks nothing up for a literal address, so it is judged here.
      if (isIP(url.hostname.replace(/^\[|\]$/g, ""))) await addressesOf(url);
      const status = await new Promise<number>((answered, failed) => {
        const request = (isTls ? https : http).request(url, {
          method: "POST",
          headers: { ...headers, "content-length": Buffer.byteLength(body), connection: "close", "user-agent": "CallMissed-Signals/1" },
          agent,
          lookup: guarded,
          signal: AbortSignal.timeout(limitMs),
          ...(isTls ? { rejectUnauthorized: true } : {}),
        });
        request.on("error", failed); // stays, because one that comes after the answer would end the process
        request.once("response", (response) => {
          answered(response.statusCode ?? 0);
          response.on("error", () => {}); // an answer that is cut off was not going to be read
          response.destroy();
        });
        request.end(body);
      });
      if (status >= 200 && status < 300) return null;
      return status >= 300 && status < 400 ? "redirect" : `http_${status}`;
    } catch (error) {
      return failureOf(error);
    } finally {
      agent.destroy();
    }
  }

  return { judge, send };
}

function failureOf(error: unknown): PostFailure {
  if (error instanceof Refused) return error.fault;
  const { name = "", code = "" } = error as { name?: string; code?: string };
  if (name === "TimeoutError" || name === "AbortError" || code === "ABORT_ERR" || code === "ETIMEDOUT") return "timeout";
  if (/^HPE_/.test(code)) return "bad_answer";
  if (/CERT|TLS|SSL|SIGNATURE|^EPROTO$/.test(code)) return "tls";
  return "unreachable";
}
