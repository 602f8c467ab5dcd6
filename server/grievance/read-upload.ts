import { Refusal } from "@/server/lib/refusal";
import { FILE_BYTES, FILES_A_CASE, FILES_A_MESSAGE } from "@/server/policy/grievance";
import type { Upload } from "./examine-attachment";

/** All files of a message, and a little for the form around them. */
export const FORM_BYTES = FILES_A_MESSAGE * FILE_BYTES + 64 * 1024;

export type SentForm = { grievanceId: string; text: string; language: string | null; uploads: Upload[] };

/**
 * A form with files. Its length is asked for before a byte of it is read, and counted while it is read, so that whoever says little
 * and sends much is cut off. Throws `file_too_big`, `file_too_many`; null when it is no form at all.
 */
export async function readUpload(request: Request): Promise<SentForm | null> {
  const type = request.headers.get("content-type") ?? "";
  const said = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!type.toLowerCase().startsWith("multipart/form-data") || !request.body || Number.isNaN(said)) return null;
  const tooBig = () => new Refusal("file_too_big", { most: FILE_BYTES / 1024 / 1024 });
  if (said > FORM_BYTES) throw tooBig();
  let read = 0;
  let isOver = false;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, stream) {
        read += part.byteLength;
        isOver = read > FORM_BYTES;
        if (isOver) stream.error(new Error("more was sent than may be"));
        else stream.enqueue(part);
      },
    }),
  );
  const form = await new Response(counted, { headers: { "content-type": type } }).formData().catch(() => null);
  if (isOver) throw tooBig();
  if (!form) return null;
  // A form without a chosen file sends one that is empty and has no name.
  const files = form.getAll("files").filter((entry): entry is File => typeof entry !== "string" && (entry.size > 0 || entry.name !== ""));
  if (files.length > FILES_A_MESSAGE) throw new Refusal("file_too_many", { most: FILES_A_MESSAGE, mostOfCase: FILES_A_CASE });
  const uploads = await Promise.all(files.map(async (file) => ({ name: file.name, data: Buffer.from(await file.arrayBuffer()) })));
  return { grievanceId: word(form, "grievanceId") ?? "", text: "", language: word(form, "lang"), uploads };
}

function word(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === "string" ? value : null;
}
