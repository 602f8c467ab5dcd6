import { z } from "zod";
import { refusalIn } from "@/server/language/refusal-in";
import { anyId } from "@/server/lib/ids";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { answerAttachment } from "./answer-attachment";
import { readLetterFile } from "./read-letter-file";

type RouteContext = { params: Promise<{ id: string; letterId: string; place: string }> };
const asked = z.object({ id: anyId, letterId: anyId, place: z.coerce.number().int().min(0).max(1_000) });

/** GET /api/grievances/letters/<case>/<letter>/<place>: a file out of a letter of a case, examined as it is handed out, for the desk. */
export function handleLetterFile(_request: Request, { params }: RouteContext, contextOf?: ContextOf): Promise<Response> {
  return answerFile(
    "grievance:read",
    async ({ deps, actor }) => {
      const given = asked.safeParse(await params);
      if (!given.success) throw new NotFound("file of a letter");
      const { id: grievanceId, letterId, place } = given.data;
      try {
        const { file, data } = await readLetterFile(deps, actor, { grievanceId, letterId, place });
        return answerAttachment({ ...file, data });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code === "desk_involved") throw new NotFound("file of a letter");
        return Response.json({ error: refusalIn("en", error) }, { status: 422 });
      }
    },
    contextOf,
  );
}
