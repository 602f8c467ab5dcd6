/** What an owner reads when a code is not taken. One sentence for wrong and unknown alike: nobody learns which addresses exist (V3). */
export const REFUSALS = {
  code_not_accepted:
    "This code is not valid. Check the six digits, or ask support for a new one: a code lives for 10 minutes and can be tried five times.",
} as const;
export type OwnerRefusalCode = keyof typeof REFUSALS;
