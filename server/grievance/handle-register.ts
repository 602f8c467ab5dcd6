import { Readable } from "node:stream";
import { Refusal } from "@/server/lib/refusal";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { exportRegister, MOST_EXPORTED } from "./export-register";
import { registerInput } from "./register-input";

const TYPES = { csv: "text/csv; charset=utf-8", pdf: "application/pdf" } as const;

/** GET /api/grievances/register?format=csv|pdf&from=…&to=…: the register of a period, for whoever may take it along. */
export function handleRegister(request: Request, _context: unknown, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "register:export",
    async ({ deps, actor }) => {
      const { format, overdue, ...rest } = Object.fromEntries(new URL(request.url).searchParams);
      const asked = registerInput.safeParse({ ...withoutEmpty(rest), ...(overdue === "yes" ? { isOverdue: true } : {}) });
      if (!asked.success || (format !== "csv" && format !== "pdf"))
        return Response.json(
          { error: "choose a format (format=csv or format=pdf) and days (from=2026-11-01&to=2026-11-30)" },
          { status: 400 },
        );
      try {
        const { filter, parts } = await exportRegister(deps, actor, asked.data, format);
        return new Response(Readable.toWeb(Readable.from(parts)) as ReadableStream, {
          headers: {
            "content-type": TYPES[format],
            "content-disposition": `attachment; filename="grievances-${filter.from}-to-${filter.to}.${format}"`,
          },
        });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return Response.json({ error: `more than ${MOST_EXPORTED[format]} cases: choose a shorter period` }, { status: 400 });
      }
    },
    contextOf,
  );
}

/** A form sends every field; one that was left alone asks for nothing. */
const withoutEmpty = (asked: Record<string, string>) => Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
