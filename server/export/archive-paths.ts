import { endingOf, safeName } from "./safe-name";

/** Where things stand in an archive. Ids keep two files of one name apart; only the last part of a path comes from people. */
export const linesPath = (name: string): string => `data/${name}.jsonl`;
export const sheetPath = (name: string): string => `sheets/${name}.csv`;
export const SETTINGS_PATH = "data/organisation.json";
export const INDEX_PATH = "index.html";
export const MANIFEST_PATH = "manifest.json";

export const recordingPath = (row: { id: string; conversationId: string; objectKey: string }): string =>
  `files/recordings/${row.conversationId}/${row.id}${endingOf(row.objectKey)}`;
export const knowledgePath = (row: { id: string; fileName: string }): string => `files/knowledge/${row.id}/${safeName(row.fileName)}`;
