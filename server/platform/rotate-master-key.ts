import { type Db, openDb } from "@/server/lib/db";
import { storageEnv } from "@/server/lib/env";
import { rewrapEndpointSecrets } from "@/server/signal/rewrap-endpoint-secrets";
import { addMasterKey, readKeyFile, removeOldMasterKeys } from "./key-file.adapter";
import { readWrapped } from "./master-key";
import { openKeyRing } from "./open-key-ring";
import { CHECK_PLACE, proveMasterKey } from "./prove-master-key";
import { rewrapTenantKeys } from "./rewrap-tenant-keys";
import { type KeyRing, keyPlace, listTenantKeys } from "./tenant-keys";

type Settings = ReturnType<typeof storageEnv>;
type Tell = (line: string) => void;

/**
 * Changes the master key: adds a new one to the file when everything is wrapped with the current one, then wraps all
 * tenants' keys and the secrets of webhook endpoints with it. Interrupted anywhere, the same call goes on. Old master keys stay in the file until
 * `retireMasterKeys`. Needs the database, because each key changes under its tenant's lock.
 */
export async function rotateMasterKey(tell: Tell, settings: Settings = storageEnv()): Promise<void> {
  const { MASTER_KEY_FILE: file } = settings;
  const ring = openKeyRing(settings);
  await proveMasterKey(ring);
  const waiting = await usesOfOldKeys(ring);
  if (waiting.size === 0) tell(`Added the master key "${await addMasterKey(file)}" to MASTER_KEY_FILE; it is the current one.`);
  else tell(`Going on with the master key "${ring.master.currentId}": ${sum(waiting)} keys are still wrapped with another one.`);
  await withDatabase(settings, async (db) => {
    const done = await rewrapTenantKeys(db, ring, ({ looked, rewrapped }) => tell(`${looked} keys looked at, ${rewrapped} wrapped anew …`));
    tell(`Done: ${done.looked} tenants' keys, ${done.rewrapped} wrapped anew, ${done.destroyed} of purged tenants destroyed.`);
    await rewrapSecrets(db, ring, tell);
  });
  const unused = Object.keys(readKeyFile(file).keys).filter((id) => id !== ring.master.currentId);
  tell(`No longer used: ${unused.map((id) => `"${id}"`).join(", ")}. Remove with --retire, once no backup of KEYS_STORE needs them.`);
}

/** Adds a new current master key to the file and does nothing else: for several machines, which must all know it before anything is wrapped with it. */
export async function addCurrentMasterKey(tell: Tell, settings: Settings = storageEnv()): Promise<void> {
  await proveMasterKey(openKeyRing(settings));
  tell(`Added the master key "${await addMasterKey(settings.MASTER_KEY_FILE)}". Take the file to every machine, then rotate.`);
}

/** Removes the master keys that nothing is wrapped with from the file. Throws, and removes none, while any key still needs one. */
export async function retireMasterKeys(tell: Tell, settings: Settings = storageEnv()): Promise<void> {
  const ring = openKeyRing(settings);
  await proveMasterKey(ring);
  const needed = await usesOfOldKeys(ring);
  if (needed.size > 0) {
    const each = [...needed].map(([id, keys]) => `"${id}" (${keys})`).join(", ");
    throw new Error(`Not retired: keys are still wrapped with ${each}. Run keys:rotate to its end first.`);
  }
  await withDatabase(settings, (db) => rewrapSecrets(db, ring, tell));
  const gone = await removeOldMasterKeys(settings.MASTER_KEY_FILE);
  tell(gone.length > 0 ? `Removed from MASTER_KEY_FILE: ${gone.map((id) => `"${id}"`).join(", ")}.` : "There is no old master key.");
}

async function withDatabase(settings: Settings, work: (db: Db) => Promise<void>): Promise<void> {
  if (!settings.DATABASE_URL) throw new Error("DATABASE_URL must name the database: keys are changed under their tenants' locks.");
  const db = openDb("callmissed_console", settings.DATABASE_URL, 2);
  await work(db).finally(() => db.$disconnect());
}

async function rewrapSecrets(db: Db, { master }: KeyRing, tell: Tell): Promise<void> {
  const { renewed, lost } = await rewrapEndpointSecrets({ db, master });
  if (renewed > 0) tell(`${renewed} secrets of webhook endpoints wrapped anew.`);
  if (lost.length > 0) tell(`No key opens the secrets of ${lost.length} webhook endpoints: give them new ones on the page Webhooks.`);
}

/** How many wrapped keys there are per master key that is not the current one. */
async function usesOfOldKeys(ring: KeyRing): Promise<Map<string, number>> {
  const { store, master } = ring;
  const uses = new Map<string, number>();
  const look = async (place: string) => {
    const object = await store.get(place);
    if (!object) return;
    const { masterKeyId } = readWrapped(object.data);
    if (masterKeyId !== master.currentId) uses.set(masterKeyId, (uses.get(masterKeyId) ?? 0) + 1);
  };
  for await (const tenantId of listTenantKeys(ring)) await look(keyPlace(tenantId));
  await look(CHECK_PLACE);
  return uses;
}

const sum = (uses: ReadonlyMap<string, number>): number => [...uses.values()].reduce((total, keys) => total + keys, 0);
