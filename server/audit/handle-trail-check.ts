import { ReadableStream as Streamed } from "node:stream/web";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { checkTrail } from "./check-trail";

/** It reads the whole book: one at a time is enough for a process that also serves people. */
let isRunning = false;

/** POST /api/audit/check: checks the whole trail and answers with a line of JSON for every 10,000 events, the verdict last. */
export function handleTrailCheck(_request: Request, _context: unknown, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "audit:export",
    async ({ deps }) => {
      if (isRunning) return Response.json({ error: "the trail is being checked already; try again in a minute" }, { status: 409 });
      isRunning = true;
      const lines = (async function* () {
        try {
          for await (const line of checkTrail(deps)) yield Buffer.from(`${JSON.stringify(line)}\n`);
        } finally {
          isRunning = false;
        }
      })();
      // The first line is asked for here, so that a store that cannot be reached is an answer and no half of one.
      const first = await lines.next();
      // Whoever leaves the page ends the check: the stream that is let go ends the reading of lines.
      let isFirst = true;
      const next = async () => {
        if (!isFirst) return lines.next();
        isFirst = false;
        return first;
      };
      const body = Streamed.from({ [Symbol.asyncIterator]: () => ({ next, return: () => lines.return(undefined) }) });
      return new Response(body as ReadableStream, { headers: { "content-type": "application/x-ndjson; charset=utf-8" } });
    },
    contextOf,
  );
}
