/** Every reason this room says no: the sentence, and what to do about it. */
export const REFUSALS = {
  purges_stopped: "Purges are stopped. A second person has to let them run again first.",
  purges_already_stopped: "Purges are stopped already.",
  purges_not_stopped: "Purges are running. There is nothing to let go on.",
  resume_asked: "Somebody has asked already to let purges run again. Somebody else has to agree.",
  resume_not_asked: "Nobody has asked in the last 48 hours to let purges run again. One person asks, another one agrees.",
  stop_not_typed: "The words do not match. Type them exactly as shown.",
  purge_not_begun: "No purge of this request is under way.",
  nothing_to_retry: "Nothing has failed here. The purge goes on by itself.",
} as const;
