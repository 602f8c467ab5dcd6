import { isLanguage } from "@/server/language/language";
import { env } from "@/server/lib/env";
import { grievanceId } from "@/server/lib/ids";
import { logger } from "@/server/lib/logger";
import { NotFound, Refusal } from "@/server/lib/refusal";
import { goTo, signInFor } from "@/server/owner/lead-back";
import { refuseToServe } from "@/server/retention/refuse-to-serve";
import type { ContextOf } from "@/server/trpc/answer-file";
import { createContext } from "@/server/trpc/context";
import { attachFiles } from "./attach-files";
import { openFiles } from "./attachment-files.adapter";
import { countUpload } from "./count-upload";
import { readUpload, type SentForm } from "./read-upload";

/**
 * POST /api/account/grievances: files for a case of the owner's own tenant, from the form on its page and from nowhere else. Who it is
 * is known before anything is read. It answers with the way back to the page, which says what came of it: so it works without a script.
 */
export async function handleUpload(request: Request, _context?: unknown, contextOf: ContextOf = createContext): Promise<Response> {
  if (request.headers.get("origin") !== new URL(env().APP_URL).origin) return say(403, "this form did not come from our own pages");
  const closed = await refuseToServe();
  if (closed) return closed;
  const { deps, member } = await contextOf();
  if (!member) return goTo(signInFor(request, "/account/rights"));
  if (member.role !== "owner") return say(403, "this is for the owner of the account");
  let form: SentForm | null = null;
  try {
    await countUpload(deps, member.tenantId);
    form = await readUpload(request);
    const id = grievanceId.safeParse(form?.grievanceId);
    if (!form || !id.success) return say(400, "this is no form with files");
    await attachFiles(deps, openFiles(), member, { ...form, grievanceId: id.data });
    return goTo(pageOf(form, { sent: String(form.uploads.length) }));
  } catch (error) {
    if (error instanceof Refusal) return goTo(pageOf(form, { refused: error.code }));
    if (error instanceof NotFound) return say(404, "there is no such thing, or it is not visible to you");
    logger.error({ err: error }, "files could not be taken");
    return goTo(pageOf(form, { refused: "other" }));
  }
}

/** The page of the case; the overview where the form was too long to be read. */
function pageOf(form: SentForm | null, came: Record<string, string>): string {
  const said = new URLSearchParams(came);
  if (isLanguage(form?.language)) said.set("lang", form.language);
  return `/account/rights${form ? `/${form.grievanceId}` : ""}?${said}#files`;
}

const say = (status: number, error: string): Response => Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
