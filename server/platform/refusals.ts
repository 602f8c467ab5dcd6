/** Why this room says no to a tenant's owner; the owner reads it in their own language (server/language/messages). */
export const REFUSALS = {
  account_closed: "The account is deactivated: nothing is sent or changed in its name any more.",
  no_team: "Nobody but the owner works with this account, so there is nobody to tell.",
  team_warned_already: "The team was told within the last 24 hours. It can be told again in {hours} hours.",
} as const;
export type PlatformRefusalCode = keyof typeof REFUSALS;
