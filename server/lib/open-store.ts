import { openFolderStore } from "./folder-store.adapter";
import type { ObjectStore } from "./object-store";

/** Opens a store from its setting: a folder's path. */
export function openStore(place: string): ObjectStore {
  return openFolderStore(place);
}
