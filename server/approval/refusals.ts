/** Why a question to a second person counts no longer, whatever it is about; the other reasons are their rooms'. */
export const REFUSALS = {
  maker_left: "Whoever asked for this works here no longer, or may no longer ask for it. Somebody has to ask again.",
  checker_left: "Somebody who had agreed works here no longer, or may no longer agree. It has to be asked for again.",
} as const;
