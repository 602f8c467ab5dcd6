import { openAzureStore } from "./azure-store.adapter";
import { type StoreEnv, storeEnv } from "./env";
import { openFolderStore } from "./folder-store.adapter";
import type { ObjectStore } from "./object-store";
import { openS3Store } from "./s3-store.adapter";

const PLACE = /^(azure|s3):\/\/([a-z0-9][a-z0-9.-]{1,62})(?:\/([A-Za-z0-9._/-]*))?$/;

/** Opens a store from its setting: a folder's path, `azure://container[/prefix]` or `s3://bucket[/prefix]`. Nothing is asked of it yet. */
export function openStore(place: string, settings: StoreEnv = storeEnv()): ObjectStore {
  if (!/^[a-z0-9+]{2,}:\/\//i.test(place)) return openFolderStore(place);
  const [, kind, name = "", folder = ""] = PLACE.exec(place) ?? [];
  if (!kind) throw new Error(`"${place}" is no object store: a folder's path, azure://container[/prefix] or s3://bucket[/prefix].`);
  const prefix = folder.replace(/^\/+|\/+$/g, "") && `${folder.replace(/^\/+|\/+$/g, "")}/`;
  if (kind === "azure") return openAzureStore({ container: name, prefix, connectionString: settings.AZURE_STORAGE_CONNECTION_STRING });
  return openS3Store({ bucket: name, prefix, endpoint: settings.S3_ENDPOINT, region: settings.S3_REGION });
}
