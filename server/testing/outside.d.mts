export type LetterIntent = "deletion" | "reactivation" | "refund" | "grievance" | "other";
export type LetterLanguage = "en" | "hi" | "hinglish";

/** The selector under which the local DNS publishes the one DKIM key of every domain. */
export const SELECTOR: string;
/** The private half of that key, as PEM. */
export function signingKey(dataFolder: string): string;
/** Subject and text of a letter as people write it. */
export function compose(
  person: { name: string; account: string; organisation: string },
  intent: LetterIntent,
  language: LetterLanguage,
): { subject: string; text: string };

/** Folders and keys of a local console under `dataFolder`, as its settings; made when they are not there. */
export function localStores(
  dataFolder: string,
): Record<"FILES_STORE" | "KEYS_STORE" | "LEDGER_STORE" | "MASTER_KEY_FILE" | "SIGNING_KEY_FILE", string>;

export interface LocalPostgres {
  port: number;
  pid: number;
  url(database: string): string;
  stop(): Promise<void>;
}
/** Starts a PostgreSQL whose data lie in `folder`; `port` insists on a port. */
export function startPostgres(wish: { folder: string; fast?: boolean; port?: number }): Promise<LocalPostgres>;
