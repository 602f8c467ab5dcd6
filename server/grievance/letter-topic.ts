import type { Topic } from "./grievance";

const SIGNS: readonly [Topic<"grievance">, RegExp][] = [
  ["refund", /refund|money back|रिफ़?ंड|पैसे वापस|paise|paisa/iu],
  ["lock_out", /locked? out|cannot (?:sign|log) in|can't (?:sign|log) in|लॉग\s?इन/iu],
  ["deletion", /delet|eras(?:e|ure)|हटा|डिलीट|मिटा/iu],
  ["data_use", /my data|our data|recordings?|privacy|डेटा|निजता/iu],
];

/** What a complaint by mail seems to be about, so that it stands in the right view. The officer reads the letter all the same. */
export const topicOfLetter = (subject: string, words: string): Topic<"grievance"> =>
  SIGNS.find(([, sign]) => sign.test(`${subject}\n${words}`.slice(0, 6_000)))?.[0] ?? "other";
