/** Lower case, width and accents folded, punctuation as spaces, single spaces: how names are stored for comparison and search. */
export const normaliseName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, (marks) => (/[̀-ͯ]/.test(marks) ? "" : marks))
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
