import { Readable } from "node:stream";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { parsePeriod } from "./credit-note";
import { exportCreditNotes } from "./export-credit-notes";

/** GET /api/credit-notes/export?year=2026-27 or ?month=2026-11: the CSV for accounting, written while it is read. */
export function handleCreditNoteExport(request: Request, _context: unknown, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "refund:export",
    async ({ deps, actor }) => {
      const asked = new URL(request.url).searchParams;
      const period = parsePeriod(asked.get("year"), asked.get("month"));
      if (!period)
        return Response.json({ error: "choose one financial year (year=2026-27) or one month (month=2026-11)" }, { status: 400 });
      const file = Readable.from(await exportCreditNotes(deps, actor, period));
      return new Response(Readable.toWeb(file) as ReadableStream, {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="credit-notes-${period.financialYear ?? period.month}.csv"`,
        },
      });
    },
    contextOf,
  );
}
