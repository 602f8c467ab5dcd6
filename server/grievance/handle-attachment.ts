import { anyId } from "@/server/lib/ids";
import { NotFound } from "@/server/lib/refusal";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { answerAttachment } from "./answer-attachment";
import { openFiles } from "./attachment-files.adapter";
import { readAttachment } from "./read-attachment";

type RouteContext = { params: Promise<{ id: string }> };

/** GET /api/grievances/files/<id>: a file of a case, for staff who may read grievances. */
export function handleAttachment(_request: Request, { params }: RouteContext, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "grievance:read",
    async ({ deps, actor }) => {
      const id = anyId.safeParse((await params).id);
      if (!id.success) throw new NotFound("attachment");
      return answerAttachment(await readAttachment(deps, openFiles(), actor, id.data.toLowerCase()));
    },
    contextOf,
  );
}
