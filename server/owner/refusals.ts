/** What an owner reads when a code is not taken. One sentence for wrong and unknown alike: nobody learns which addresses exist (V3). */
export const REFUSALS = {
  code_not_accepted:
    "This code is not valid. Check the six digits, or ask support for a new one: a code lives for 10 minutes and can be tried five times.",
  code_just_sent:
    "A code was sent less than a minute ago. Look into the mailbox, also among unwanted mail; after a minute another one can be sent.",
  codes_used_up: "Five codes were sent to this address within the hour. Wait until the next hour, or write to support.",
  address_used_up:
    "Too many codes were asked for or tried for this address within the hour. Wait until the next hour, or write to support.",
  network_used_up:
    "Too many codes were asked for or tried from this network within the hour. Wait until the next hour, or write to support.",
} as const;
export type OwnerRefusalCode = keyof typeof REFUSALS;
