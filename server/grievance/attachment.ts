/** What can come with a message, told by what is inside a file and never by its name. */
export const MEDIA_TYPES = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "text/plain": ["txt"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type MediaType = keyof typeof MEDIA_TYPES;

/** A file that has passed the examination and lies in the store, as its row says it. */
export type StoredFile = { id: string; fileName: string; mediaType: MediaType; bytes: number; sha256: string };

const LONGEST_NAME = 100;

/** A name that can be shown and saved: no path, nothing invisible or that turns the direction of writing, and the ending of what it is. */
export function attachmentName(given: string, mediaType: MediaType): string {
  const last = given.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/[\p{C}\u2028\u2029"<>:|?*;%]/gu, "").replace(/^[.\s]+|[.\s]+$/g, "");
  const endings: readonly string[] = MEDIA_TYPES[mediaType];
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(plain)?.[1]?.toLowerCase();
  const has = ending !== undefined && endings.includes(ending);
  const stem = [...(has ? plain.slice(0, -ending.length - 1) : plain)].slice(0, LONGEST_NAME).join("");
  return `${stem || "file"}.${has ? ending : endings[0]}`;
}

/** How a browser is told to save it under its name: plain for old ones, whole for the others (RFC 6266). */
export function dispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, "_");
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** Where its bytes lie: under the tenant's own prefix, so that a purge takes them along even where no row points to them. */
export const attachmentPlace = (tenantId: string, id: string): string => `${tenantId}/grievances/${id}`;
