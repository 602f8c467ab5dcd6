/** Every reason this room says no: the sentence, and what to do about it. */
export const REFUSALS = {
  purges_stopped: "Purges are stopped. A second person has to let them run again first.",
  purges_already_stopped: "Purges are stopped already.",
  purges_not_stopped: "Purges are running. There is nothing to let go on.",
  stop_not_typed: "The words do not match. Type them exactly as shown.",
  purge_not_begun: "No purge of this request is under way.",
  nothing_to_retry: "Nothing has failed here. The purge goes on by itself.",
} as const;
