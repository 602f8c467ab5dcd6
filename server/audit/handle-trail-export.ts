import { Readable } from "node:stream";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { exportFound, exportTrail } from "./export-trail";
import { trailFilter } from "./trail-search";

/** POST /api/audit/export?format=jsonl: the whole trail to be checked; ?format=csv with what the screen searches by: what it finds. It writes in the book that it was taken, so it is no GET. Written while it is read. */
export function handleTrailExport(request: Request, _context: unknown, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "audit:export",
    async ({ deps, actor }) => {
      const asked = new URL(request.url).searchParams;
      if (asked.get("format") === "jsonl") return file(await exportTrail(deps, actor), "application/x-ndjson", "audit-trail.jsonl");
      const text = (name: string) => asked.get(name) || undefined;
      const date = (name: string) => (text(name) ? new Date(text(name) ?? "") : undefined);
      const filter = trailFilter.safeParse({
        q: text("q") ?? "",
        actor: text("actor"),
        kind: text("kind"),
        from: date("from"),
        to: date("to"),
      });
      if (asked.get("format") !== "csv" || !filter.success)
        return Response.json({ error: "choose format=jsonl, or format=csv with q, actor, kind, from and to" }, { status: 400 });
      return file(await exportFound(deps, actor, filter.data), "text/csv", "audit-events.csv");
    },
    contextOf,
  );
}

const file = (lines: AsyncGenerator<Buffer>, type: string, name: string): Response =>
  new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream, {
    headers: { "content-type": `${type}; charset=utf-8`, "content-disposition": `attachment; filename="${name}"` },
  });
