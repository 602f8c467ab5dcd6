import { refusalIn } from "@/server/language/refusal-in";
import { env } from "@/server/lib/env";
import { grievanceId } from "@/server/lib/ids";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { answerFile, type ContextOf } from "@/server/trpc/answer-file";
import { openFiles } from "./attachment-files.adapter";
import { handInFiles } from "./hand-in-files";
import { readUpload } from "./read-upload";
import { REFUSALS } from "./refusals";

/** POST /api/grievances/files: what a person handed in on paper, from the form of a case at the desk and from nowhere else. */
export async function handleHandedIn(request: Request, _context?: unknown, contextOf?: ContextOf): Promise<Response> {
  if (request.headers.get("origin") !== new URL(env().APP_URL).origin) return say(403, "this form did not come from our own pages");
  return answerFile(
    "grievance:decide",
    async ({ deps, actor }) => {
      try {
        const form = await readUpload(request);
        const id = grievanceId.safeParse(form?.grievanceId);
        if (!form || !id.success) throw new NotFound("grievance");
        await handInFiles(deps, openFiles(), actor, { grievanceId: id.data, uploads: form.uploads });
        return Response.json({ files: form.uploads.length });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const isOfDesk = error.code.startsWith("desk_") && error.code in REFUSALS;
        return say(422, (isOfDesk ? REFUSALS[error.code as keyof typeof REFUSALS] : refusalIn("en", error)) ?? "");
      }
    },
    contextOf,
  );
}

const say = (status: number, error: string): Response => Response.json({ error }, { status });
