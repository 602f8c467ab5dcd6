/** Why this room says no; what a tenant's owner can meet, the owner reads in their own language (server/language/messages). */
export const REFUSALS = {
  account_closed: "The account is deactivated: nothing is sent or changed in its name any more.",
  no_team: "Nobody but the owner works with this account, so there is nobody to tell.",
  team_warned_already: "The team was told within the last 24 hours. It can be told again in {hours} hours.",
  revealed_too_often: "{most} values were shown to you within an hour, and no more are. Wait a little, or ask a colleague to look.",
} as const;
export type PlatformRefusalCode = keyof typeof REFUSALS;
