import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { deadlineIn } from "@/server/lib/deadline";
import { env } from "@/server/lib/env";
import type { ObjectStore } from "@/server/lib/object-store";
import { openStore } from "@/server/lib/open-store";
import { openKeyRing } from "@/server/platform/open-key-ring";
import { ensureTenantKey, hasTenantKey } from "@/server/platform/tenant-keys";
import { ERASE_CLASSES, type EraseClass } from "./inventory";
import { removeOutside } from "./remove-outside";

const KEY = ERASE_CLASSES.find(({ how }) => how === "key") as EraseClass;

test("a tenant's key is not destroyed when its store answers after the deadline", async () => {
  const [late, inTime] = [randomUUID(), randomUUID()];
  for (const tenantId of [late, inTime]) await ensureTenantKey(openKeyRing(), tenantId);
  const store = openStore(env().KEYS_STORE);
  const opening = Promise.withResolvers<void>();
  const looked = Promise.withResolvers<void>();
  const hanging: ObjectStore = {
    ...store,
    get: async (key) => {
      await opening.promise;
      setTimeout(looked.resolve); // by then whoever asked has gone on
      return store.get(key);
    },
  };
  await expect(removeOutside(KEY, late, deadlineIn(50), () => ({ store: hanging }))).rejects.toThrow("no answer within");
  opening.resolve();
  await looked.promise;
  expect(await removeOutside(KEY, inTime, deadlineIn(600_000))).toBe(1);
  expect([await hasTenantKey(openKeyRing(), late), await hasTenantKey(openKeyRing(), inTime)]).toEqual([true, false]);
});
