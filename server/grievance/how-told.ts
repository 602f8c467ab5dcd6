/** How somebody was told that their case has arrived, other than by a mail of ours; as the note beside the case says it. */
export const HOW_TOLD = {
  telephone: "Told on the telephone that it has arrived.",
  in_person: "Told in person that it has arrived.",
  post: "Told by post that it has arrived.",
} as const;
export type HowTold = keyof typeof HOW_TOLD;
export const WAYS_TOLD = Object.keys(HOW_TOLD) as [HowTold, ...HowTold[]];

/** How a case came that somebody of ours wrote down. */
export const HANDED_IN = ["telephone", "paper", "in_person"] as const;
export type HandedIn = (typeof HANDED_IN)[number];
