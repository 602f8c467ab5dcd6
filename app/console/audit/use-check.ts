import { useEffect, useRef, useState } from "react";
import type { CheckLine } from "@/server/audit/check-trail";

export type Verdict = Extract<CheckLine, { faults: unknown }>;
export type Check =
  | { state: "running"; checked: number; of: number }
  | { state: "done"; verdict: Verdict }
  | { state: "broken"; because: string };

const LOST = "the connection was lost. Try again.";

/** Has the server check the whole trail and follows how far it is. Leaving the page ends it. */
export function useCheck(): { check: Check | null; run: () => Promise<void> } {
  const [check, setCheck] = useState<Check | null>(null);
  const ending = useRef<AbortController>(null);
  useEffect(() => () => ending.current?.abort(), []);

  async function run() {
    ending.current?.abort();
    const mine = new AbortController();
    ending.current = mine;
    setCheck({ state: "running", checked: 0, of: 0 });
    try {
      const response = await fetch("/api/audit/check", { method: "POST", signal: mine.signal });
      if (!response.ok || !response.body) {
        const { error } = (await response.json().catch(() => ({}))) as { error?: string };
        return setCheck({ state: "broken", because: error ?? "something broke on our side. Try again." });
      }
      let isDone = false;
      for await (const line of linesOf(response.body)) {
        isDone = "faults" in line;
        setCheck("faults" in line ? { state: "done", verdict: line } : { state: "running", ...line });
      }
      if (!isDone) setCheck({ state: "broken", because: LOST });
    } catch {
      if (!mine.signal.aborted) setCheck({ state: "broken", because: LOST });
    }
  }
  return { check, run };
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<CheckLine> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) yield JSON.parse(line) as CheckLine;
    if (done) return;
  }
}
