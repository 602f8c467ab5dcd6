import type { RequestDetail } from "@/app/_trpc/answers";

type Asked = Pick<RequestDetail, "returnLetterId" | "evidenceLetterId"> & {
  letters: readonly Pick<RequestDetail["letters"][number], "id">[];
  alerts: readonly Pick<RequestDetail["alerts"][number], "kind">[];
};
/** Which letter somebody chose, and how far the letters went when they did. */
export type LetterChoice = { letterId: string; whenNewestWas: string };

/** Whether the owner sent another letter that nobody has acted on yet. */
export const hasWrittenAgain = ({ alerts, letters }: Pick<Asked, "alerts" | "letters">): boolean =>
  letters.length > 0 && alerts.some((alert) => alert.kind === "owner_wrote_again");

export const newestLetterId = ({ letters }: Pick<Asked, "letters">): string => letters.at(-1)?.id ?? "";

/** Which letter lies on top: the chosen one, else the one that proves most; after the owner wrote again, the newest. */
export function shownLetter(asked: Asked, choice: LetterChoice | null): string {
  const newest = newestLetterId(asked);
  const isAgain = hasWrittenAgain(asked);
  // A choice made before the owner wrote again was made without knowing that letter.
  const isInformed = choice && (!isAgain || choice.whenNewestWas === newest) && asked.letters.some(({ id }) => id === choice.letterId);
  if (isInformed) return choice.letterId;
  return isAgain ? newest : (asked.returnLetterId ?? asked.evidenceLetterId ?? asked.letters[0]?.id ?? "");
}
