import { recordAuditEvent } from "@/server/audit/record-audit-event";
import { anyId } from "@/server/lib/ids";
import { NotFound } from "@/server/lib/refusal";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { readCreditNote } from "./read-credit-note";

type RouteContext = { params: Promise<{ id: string }> };

/** GET /api/credit-notes/<id>: the PDF, for staff who may read refunds. Who read which one stands in the book (A1). */
export function handleCreditNote(_request: Request, { params }: RouteContext, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "refund:read",
    async ({ deps, actor }) => {
      const { id } = await params;
      const note = anyId.safeParse(id).success ? await readCreditNote(deps.db, id.toLowerCase()) : null;
      if (!note) throw new NotFound("credit note");
      const { tenantId, refundId } = note;
      await deps.db.$transaction((tx) => recordAuditEvent(tx, "credit_note.read", actor, { tenantId }, { refundId }));
      return new Response(new Uint8Array(note.pdf), {
        headers: { "content-type": "application/pdf", "content-disposition": `attachment; filename="${note.name}"` },
      });
    },
    contextOf,
  );
}
