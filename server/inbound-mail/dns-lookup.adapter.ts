import { promises as dns } from "node:dns";
import { askResponseCode } from "./dns-response-code.adapter";
import type { DnsTrouble } from "./letter";

/** All DNS questions of one letter, asked within one deadline and each at most once (V4). */
export interface DnsLookup {
  resolve(name: string, type: string): Promise<string[][] | string[]>;
  /** Questions that nobody answered, in the order they were given up. */
  trouble: DnsTrouble[];
  close(): void;
}

export const DNS_DEADLINE_MS = 9_000;
/** Time between one try and the next while no answer comes. Earlier tries stay open: a slow answer is still an answer. */
const SILENCE_GAPS_MS = [700, 1_000, 1_500, 2_000];
/** Time until the next try after a server said that it failed. */
const FAILURE_GAPS_MS = [150, 400, 900, 1_800];
const MAX_TRIES = 5;
const RESPONSE_CODE_MS = 1_500;
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;
const MAX_QUESTIONS = 200;
const NAME = /^[A-Za-z0-9_.-]+$/;
const DEFINITE = new Set(["ENOTFOUND", "ENODATA"]);

/** Opens the lookup for one letter; the deadline starts with its first question. */
export function openDnsLookup(servers: string[], deadlineMs = DNS_DEADLINE_MS): DnsLookup {
  const answers = new Map<string, Promise<string[][] | string[]>>();
  const trouble: DnsTrouble[] = [];
  const open = new Set<() => void>();
  let endsAt: number | null = null;

  const resolve = (name: string, type: string): Promise<string[][] | string[]> => {
    if (!isAskable(name)) return Promise.reject(failure("EBADNAME", name));
    const key = `${type} ${name.toLowerCase()}`;
    let answer = answers.get(key);
    if (!answer) {
      endsAt ??= performance.now() + deadlineMs;
      const remainingMs = answers.size >= MAX_QUESTIONS ? 0 : endsAt - performance.now();
      answer = ask(servers, name, type, remainingMs, open).catch((error: NodeJS.ErrnoException) => {
        if (!DEFINITE.has(error.code ?? "")) trouble.push({ name, type, code: error.code ?? "EUNKNOWN" });
        throw error;
      });
      // A question asked ahead of time may fail before anybody waits for it.
      answer.catch(() => undefined);
      answers.set(key, answer);
    }
    return answer.then((rows) => structuredClone(rows));
  };

  return {
    resolve,
    trouble,
    close: () => {
      for (const stop of open) stop();
    },
  };
}

/** Throws with a clear sentence when a configured resolver is not `address:port`; c-ares would only notice in mid-letter. */
export function checkDnsServers(servers: string[]): string[] {
  const addresses = servers.map((server) => server.replace(/^localhost(?=:|$)/i, "127.0.0.1"));
  try {
    new dns.Resolver().setServers(addresses);
  } catch {
    throw new Error(`DNS_SERVERS must list IP addresses, each with an optional port: ${servers.join(", ")}`);
  }
  return addresses;
}

/** A name the resolver may see: letters, digits, `-`, `_` and `.`, in labels DNS can carry. */
export function isAskable(name: string): boolean {
  return NAME.test(name) && name.length <= 253 && name.split(".").every((label) => label.length > 0 && label.length <= 63);
}

function ask(servers: string[], name: string, type: string, remainingMs: number, open: Set<() => void>): Promise<string[][] | string[]> {
  return new Promise((resolve, reject) => {
    if (remainingMs <= 0) return reject(failure("ETIMEOUT", name));
    const resolvers: dns.Resolver[] = [];
    let pending = 0;
    let isDone = false;
    let nextTry: NodeJS.Timeout | undefined;
    let lastError = failure("ETIMEOUT", name);
    const finish = (settle: () => void) => {
      if (isDone) return;
      isDone = true;
      clearTimeout(nextTry);
      clearTimeout(deadline);
      open.delete(stop);
      for (const resolver of resolvers) resolver.cancel();
      settle();
    };
    const stop = () => finish(() => reject(failure("ETIMEOUT", name)));
    const deadline = setTimeout(() => finish(() => reject(lastError)), remainingMs);
    const schedule = (gapMs: number) => {
      clearTimeout(nextTry);
      if (resolvers.length < MAX_TRIES) nextTry = setTimeout(attempt, gapMs);
    };
    const attempt = () => {
      // Without a maximum of our own the resolver gives every question up after 5 s, whatever the time-out says.
      const resolver = new dns.Resolver({ timeout: Math.ceil(remainingMs), maxTimeout: Math.ceil(remainingMs), tries: 1 });
      const asked = rotate(servers.length > 0 ? servers : dns.getServers(), resolvers.length);
      resolver.setServers(asked);
      resolvers.push(resolver);
      pending += 1;
      schedule(SILENCE_GAPS_MS[resolvers.length - 1] ?? 0);
      resolver.resolve(name, type).then(
        (rows) => finish(() => resolve(rows as string[][] | string[])),
        async (given: NodeJS.ErrnoException) => {
          const error = await withoutFalseEnd(given, asked[0] ?? "", name, type);
          pending -= 1;
          if (isDone) return;
          if (DEFINITE.has(error.code ?? "")) return finish(() => reject(error));
          lastError = error;
          if (resolvers.length < MAX_TRIES) schedule(FAILURE_GAPS_MS[resolvers.length - 1] ?? 0);
          else if (pending === 0) finish(() => reject(error));
        },
      );
    };
    open.add(stop);
    attempt();
  });
}

/** "No such record" is believed only when the bare answer says that the server knows; a refusal in rare words is no answer (V4). */
async function withoutFalseEnd(error: NodeJS.ErrnoException, server: string, name: string, type: string): Promise<NodeJS.ErrnoException> {
  if (error.code !== "ENODATA") return error;
  const code = await askResponseCode(server, name, type, RESPONSE_CODE_MS);
  return code === NO_ERROR || code === NO_SUCH_NAME ? error : failure("EBADRESP", name);
}

/** Every try begins with another server, so that a dead one costs a try and not the deadline. */
function rotate(servers: string[], by: number): string[] {
  const first = servers.length > 0 ? by % servers.length : 0;
  return [...servers.slice(first), ...servers.slice(0, first)];
}

function failure(code: string, name: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code} ${name}`), { code });
}
