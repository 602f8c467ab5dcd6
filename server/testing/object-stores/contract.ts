import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { type ObjectStore, StoreConflict } from "@/server/lib/object-store";

export type StoreUnderTest = {
  /** A page of at most this many objects, so that a handful of objects makes several. */
  pageSize: number;
  store: ObjectStore;
  /** The same kind of store at a place that does not exist. */
  absent: ObjectStore;
  /** Leaves under the key what a writer leaves that is killed in the middle. */
  leaveDraft: (key: string) => Promise<void>;
};

/** Everything that something gives one after the other. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const gathered: Item[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

/** What every object store must do; run on each adapter against the real protocol. `opened` is called when the tests run. */
export function keepsTheContract(opened: () => StoreUnderTest): void {
  const keysOf = async (store: ObjectStore, prefix: string) => (await all(store.list(prefix))).map(({ key }) => key);
  const folder = () => `t-${randomBytes(6).toString("hex")}`;
  const textOf = async (stream: Readable | null) => stream && Buffer.concat(await all<Buffer>(stream));

  test("is there", () => opened().store.check());

  test.each([
    ["nothing at all", Buffer.alloc(0)],
    ["every byte there is", Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ["line ends and zeros", Buffer.from("\r\n\0\n\r\0")],
    ["what looks like UTF-8 and is not", Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xef, 0xbb, 0xbf])],
    ["a megabyte", randomBytes(1 << 20)],
  ])("gives back %s, from memory and as a stream", async (_what, data) => {
    const { store } = opened();
    const at = folder();
    await store.put(`${at}/a`, data);
    await store.put(`${at}/b`, Readable.from([data.subarray(0, 7), data.subarray(7)]));
    for (const key of [`${at}/a`, `${at}/b`]) {
      expect((await store.get(key))?.data.equals(data)).toBe(true);
      expect((await textOf(await store.read(key)))?.equals(data)).toBe(true);
    }
    expect(await all(store.list(`${at}/`))).toEqual([
      { key: `${at}/a`, bytes: data.length },
      { key: `${at}/b`, bytes: data.length },
    ]);
  });

  test("takes a stream that is larger than any one request", async () => {
    const { store } = opened();
    const at = folder();
    const piece = randomBytes(1 << 20);
    await store.put(`${at}/large`, Readable.from(Array.from({ length: 20 }, () => piece)));
    let bytes = 0;
    for await (const part of (await store.read(`${at}/large`)) ?? []) bytes += part.length;
    expect(bytes).toBe(20 << 20);
    expect(await all(store.listDrafts(`${at}/`))).toEqual([]);
  });

  test("writes nothing of a stream that breaks, and keeps what was there", async () => {
    const { store } = opened();
    const at = folder();
    await store.put(`${at}/kept`, Buffer.from("before"));
    const breaking = () =>
      Readable.from(
        (async function* () {
          yield randomBytes(1 << 20);
          throw new Error("the line went dead");
        })(),
      );
    await expect(store.put(`${at}/kept`, breaking())).rejects.toThrow();
    await expect(store.put(`${at}/new`, breaking())).rejects.toThrow();
    expect((await store.get(`${at}/kept`))?.data.toString()).toBe("before");
    expect(await keysOf(store, `${at}/`)).toEqual([`${at}/kept`]);
  });

  test("knows nothing of a key that was never written", async () => {
    const { store } = opened();
    expect(await store.get(`${folder()}/none`)).toBeNull();
    expect(await store.read(`${folder()}/none`)).toBeNull();
    expect(await keysOf(store, `${folder()}/`)).toEqual([]);
  });

  test("refuses to write over what is there when it must be absent", async () => {
    const { store } = opened();
    const key = `${folder()}/once`;
    await store.put(key, Buffer.from("first"), { ifAbsent: true });
    await expect(store.put(key, Buffer.from("second"), { ifAbsent: true })).rejects.toThrow(StoreConflict);
    await expect(store.put(key, Readable.from([Buffer.from("third")]), { ifAbsent: true })).rejects.toThrow(StoreConflict);
    expect((await store.get(key))?.data.toString()).toBe("first");
  });

  test("writes over exactly the version that was read, and over no other", async () => {
    const { store } = opened();
    const key = `${folder()}/versioned`;
    await store.put(key, Buffer.from("one"));
    const { version = "" } = (await store.get(key)) ?? {};
    await store.put(key, Buffer.from("two"), { ifVersion: version });
    await expect(store.put(key, Buffer.from("three"), { ifVersion: version })).rejects.toThrow(StoreConflict);
    expect((await store.get(key))?.data.toString()).toBe("two");
    await store.remove([key]);
    await expect(store.put(key, Buffer.from("four"), { ifVersion: version })).rejects.toThrow(StoreConflict);
    expect(await store.get(key)).toBeNull();
  });

  test("lets exactly one of many writers win, whatever the condition", async () => {
    const { store } = opened();
    const key = `${folder()}/raced`;
    const race = async (condition: Parameters<ObjectStore["put"]>[2]) => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, at) => store.put(key, Buffer.from(`writer ${at} ${randomBytes(4).toString("hex")}`), condition)),
      );
      for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(StoreConflict);
      return outcomes.filter(({ status }) => status === "fulfilled").length;
    };
    expect(await race({ ifAbsent: true })).toBe(1);
    for (let round = 0; round < 5; round += 1) expect(await race({ ifVersion: (await store.get(key))?.version ?? "" })).toBe(1);
  });

  test("lists in the order of keys across pages, and only what is under the prefix", async () => {
    const { store, pageSize } = opened();
    const at = folder();
    const names = Array.from({ length: pageSize * 2 + 1 }, (_, number) => `n${String(number).padStart(4, "0")}`);
    const keys = [...names.map((name) => `${at}/${name}`), `${at}/sub.txt`, `${at}/sub/deep/er.ogg`, `${at}/sub/z`, `${at}/sub-1`].sort();
    for (const key of [...keys].reverse()) await store.put(key, Buffer.from(key));
    await store.put(`${at}-neighbour/x`, Buffer.from("not ours"));
    expect(await keysOf(store, `${at}/`)).toEqual(keys);
    expect(await keysOf(store, `${at}/sub`)).toEqual(keys.filter((key) => key.startsWith(`${at}/sub`)));
    expect(await keysOf(store, `${at}/sub/`)).toEqual([`${at}/sub/deep/er.ogg`, `${at}/sub/z`]);
  });

  test("leaves out whole folders when told to, and goes on behind them", async () => {
    const { store, pageSize } = opened();
    const at = folder();
    const many = Array.from({ length: pageSize * 2 + 1 }, (_, number) => `${at}/big/${String(number).padStart(4, "0")}`);
    const others = [`${at}/a`, `${at}/big-not`, `${at}/biggest/x`, `${at}/other/x`, `${at}/z`];
    for (const key of [...many, ...others, `${at}/none/x`]) await store.put(key, Buffer.from("x"));
    const keys: string[] = [];
    for await (const { key } of store.list(`${at}/`, [`${at}/big/`, `${at}/none/`])) keys.push(key);
    expect(keys).toEqual(others);
  });

  test("removes in one go what is there and what is gone already, and nothing else", async () => {
    const { store, pageSize } = opened();
    const at = folder();
    const keys = Array.from({ length: pageSize + 3 }, (_, number) => `${at}/a/${number}`);
    for (const key of [...keys, `${at}/b`]) await store.put(key, Buffer.from("x"));
    await store.remove([...keys, `${at}/never-was`]);
    await store.remove(keys);
    await store.remove([]);
    expect(await keysOf(store, `${at}/`)).toEqual([`${at}/b`]);
  });

  test("finds and removes what a killed writer left, which is no object", async () => {
    const { store, leaveDraft } = opened();
    const at = folder();
    await store.put(`${at}/whole`, Buffer.from("whole"));
    await leaveDraft(`${at}/half`);
    await leaveDraft(`${at}/sub/half`);
    await leaveDraft(`${at}-neighbour/half`);
    expect(await keysOf(store, `${at}/`)).toEqual([`${at}/whole`]);
    const drafts = await all(store.listDrafts(`${at}/`));
    expect(drafts.map(({ key }) => key.startsWith(`${at}/`))).toEqual([true, true]);
    await store.removeDrafts(drafts);
    await store.removeDrafts(drafts);
    expect(await all(store.listDrafts(`${at}/`))).toEqual([]);
    expect(await all(store.listDrafts(`${at}-neighbour/`))).toHaveLength(1);
    expect((await store.get(`${at}/whole`))?.data.toString()).toBe("whole");
  });

  test.each(["", "/a", "a//b", "../a", "a/../../b", "a/.hidden", "a\\b", "a b", "ä", "a/"])("refuses to write the key %j", async (key) => {
    await expect(opened().store.put(key, Buffer.from("x"))).rejects.toThrow("not an object's key");
  });

  test("that is absent is an error with a sentence in every method, never an empty store", async () => {
    const { absent } = opened();
    const sentence = /^The (folder|object store) \S+ .*\.$/;
    await expect(absent.check()).rejects.toThrow(sentence);
    await expect(absent.put("a", Buffer.from("x"))).rejects.toThrow(sentence);
    await expect(absent.get("a")).rejects.toThrow(sentence);
    await expect(absent.read("a")).rejects.toThrow(sentence);
    await expect(absent.remove(["a"])).rejects.toThrow(sentence);
    await expect(keysOf(absent, "")).rejects.toThrow(sentence);
    await expect(all(absent.listDrafts(""))).rejects.toThrow(sentence);
  });
}
