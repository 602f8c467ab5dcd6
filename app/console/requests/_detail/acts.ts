import type { Me, RequestDetail } from "@/app/_trpc/answers";
import type { State } from "@/server/deletion/lifecycle";

export type ActCall =
  | { act: "verify" | "propose_verification" | "propose_return" | "lodge_return" | "withdraw" | "send_code" }
  | { act: "reject"; because: RequestDetail["rejection"]["reasons"][number]["code"] }
  | { act: "deactivate" | "reactivate"; organisation: string };
export type ActName = ActCall["act"];

type Shown = { title: string; keys: string; look: "primary" | "plain" | "danger"; permission: keyof Me["may"]; asks: boolean };

/** How each act is called, its letter, always the same, and whether it asks before it is done. */
export const ACTS: Record<ActName, Shown> = {
  verify: { title: "Verify", keys: "v", look: "primary", permission: "request:decide", asks: false },
  propose_verification: { title: "Ask a second person", keys: "p", look: "plain", permission: "request:decide", asks: true },
  deactivate: { title: "Deactivate tenant…", keys: "d", look: "danger", permission: "tenant:deactivate", asks: true },
  reactivate: { title: "Reactivate tenant…", keys: "a", look: "primary", permission: "tenant:reactivate", asks: true },
  propose_return: { title: "Ask a second person", keys: "p", look: "plain", permission: "request:decide", asks: true },
  lodge_return: { title: "Owner wants to come back…", keys: "b", look: "plain", permission: "request:lodge", asks: true },
  send_code: { title: "Send code", keys: "c", look: "plain", permission: "code:send", asks: false },
  reject: { title: "Reject…", keys: "r", look: "danger", permission: "request:decide", asks: true },
  withdraw: { title: "Withdraw…", keys: "w", look: "plain", permission: "request:decide", asks: true },
};

/** Which acts belong to a state at all. Whether one may be done now is the server's answer, with its reason. */
const OF_STATE: Partial<Record<State, readonly ActName[]>> = {
  received: ["verify", "propose_verification", "send_code", "reject", "withdraw"],
  verified: ["deactivate", "withdraw"],
  retained: ["reactivate", "propose_return", "lodge_return", "send_code"],
};

/** Acts that are only talked about when they have something to say. */
const QUIET: Partial<Record<ActName, readonly string[]>> = {
  propose_verification: ["already_proposed"],
  propose_return: ["already_proposed"],
  lodge_return: ["window_closed"],
  send_code: ["code_still_open", "code_paused"],
};

/** The acts to offer for a request, to somebody with these permissions. */
export function actsFor(detail: RequestDetail, may: Me["may"]): ActName[] {
  return (OF_STATE[detail.request.state] ?? []).filter((act) => {
    if (!may[ACTS[act].permission]) return false;
    const decision = detail.decisions[act];
    return decision.allowed || !QUIET[act] || QUIET[act].includes(decision.code ?? "");
  });
}

/** Why nothing can be done here, when nothing can. */
export const ENDED_WORDS: Partial<Record<State, string>> = {
  purging: "The purge has begun. It can only be finished, and finishes by itself.",
  purged: "Everything was erased and counted again. Nothing can be done any more.",
  rejected: "This request was rejected. A new letter from the owner opens a new one.",
  withdrawn: "This request was withdrawn. A new letter from the owner opens a new one.",
  reactivated: "The owner came back. A new deletion needs a new request.",
};
