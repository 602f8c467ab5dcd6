import { dispositionOf } from "./attachment";

/** A file of somebody as an answer: to be saved and never shown, whatever a browser makes of it. */
export function answerAttachment({ fileName, mediaType, data }: { fileName: string; mediaType: string; data: Buffer }): Response {
  return new Response(new Uint8Array(data), {
    headers: {
      "content-type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
      "content-disposition": dispositionOf(fileName),
      "content-length": String(data.length),
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
