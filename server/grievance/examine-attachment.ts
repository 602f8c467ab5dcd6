import { fileTypeFromBuffer } from "file-type";
import { sha256Hex } from "@/server/lib/crypto";
import { newId } from "@/server/lib/ids";
import { Refusal } from "@/server/lib/refusal";
import { FILE_BYTES } from "@/server/policy/grievance";
import { attachmentName, type MediaType, type StoredFile } from "./attachment";
import { examineImage } from "./image-content";
import { examinePdf } from "./pdf-content";

export type Upload = { name: string; data: Buffer };
export type Examined = { file: StoredFile; data: Buffer };

/**
 * Looks into a file before anything of it is kept: what it is by its content, and that nothing in it runs or opens by itself. Throws
 * `file_missing` (empty), `file_too_big`, `file_kind`, `file_active`, `file_locked` and `file_broken`.
 */
export async function examineAttachment({ name, data }: Upload): Promise<Examined> {
  if (data.length === 0) throw new Refusal("file_missing");
  if (data.length > FILE_BYTES) throw new Refusal("file_too_big", { most: FILE_BYTES / 1024 / 1024 });
  const mediaType = await kindOf(data);
  if (!mediaType) throw new Refusal("file_kind");
  const finding = await findingOf(mediaType, data);
  if (finding !== "clean") throw new Refusal(`file_${finding}`);
  return { file: { id: newId(), fileName: attachmentName(name, mediaType), mediaType, bytes: data.length, sha256: sha256Hex(data) }, data };
}

async function kindOf(data: Buffer): Promise<MediaType | null> {
  const known = await fileTypeFromBuffer(data).catch(() => undefined);
  if (!known) return isText(data) ? "text/plain" : null;
  const { mime } = known;
  return mime === "application/pdf" || mime === "image/png" || mime === "image/jpeg" ? mime : null;
}

async function findingOf(mediaType: MediaType, data: Buffer) {
  if (mediaType === "application/pdf") return examinePdf(data);
  return mediaType === "text/plain" ? "clean" : examineImage(data, mediaType);
}

/** Words in UTF-8 and nothing else: no zero bytes, no control characters but those of lines. */
function isText(data: Buffer): boolean {
  try {
    return !/(?![\t\n\f\r])\p{Cc}/u.test(new TextDecoder("utf-8", { fatal: true }).decode(data));
  } catch {
    return false;
  }
}
