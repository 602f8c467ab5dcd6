import { createHash } from "node:crypto";

/** A stream of choices that is the same on every machine for the same name. */
export interface Random {
  /** A whole number between both ends, ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  hex(digits: number): string;
  digits(count: number): string;
  uuid(): string;
}

/**
 * One stream per thing that is made (a tenant, a request), named after it: adding to one never shifts another.
 * xorshift128 seeded with a hash of the name; good enough to look random, and not for secrets.
 */
export function randomFor(name: string): Random {
  const seed = createHash("sha256").update(name).digest();
  let [a, b, c, d] = [seed.readInt32LE(0), seed.readInt32LE(4), seed.readInt32LE(8), seed.readInt32LE(12) | 1];
  const next = (): number => {
    const t = a ^ (a << 11);
    [a, b, c] = [b, c, d];
    d = d ^ (d >>> 19) ^ t ^ (t >>> 8);
    return d >>> 0;
  };
  const int = (from: number, to: number) => from + (next() % (to - from + 1));
  const hex = (digits: number): string => {
    let text = "";
    while (text.length < digits) text += next().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  };
  return {
    int,
    hex,
    chance: (probability) => next() / 2 ** 32 < probability,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new Error("there is nothing to pick from");
      return chosen;
    },
    digits: (count) => Array.from({ length: count }, (_, at) => int(at === 0 ? 1 : 0, 9)).join(""),
    uuid: () => {
      const h = hex(32);
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${"89ab"[int(0, 3)]}${h.slice(17, 20)}-${h.slice(20)}`;
    },
  };
}
