const PLAIN = /^[\x21-\x7e]$/;

/** The letters of an address that no keyboard of ours types, each with its number, because some look like others: "а (U+0430)". */
export const strangeLetters = (address: string): string[] =>
  [...new Set(address)]
    .filter((letter) => !PLAIN.test(letter))
    .map((letter) => `${letter} (U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")})`);
