/** Every reason this room says no. */
export const REFUSALS = {
  sign_in_again: "This takes a sign-in of the last {minutes} minutes. Sign in again; you come back to where you are.",
  address_taken: "Somebody with this address works here already. Change their role instead.",
  change_waits: "A change already waits for a second person. It is answered or withdrawn first.",
  change_over: "Nothing waits for a second person here: it was answered, was withdrawn, or 48 hours have passed. Ask again.",
  own_change: "You asked for this yourself. A second person has to agree: another admin or a grievance officer.",
  own_role: "This is your own role. Somebody else agrees to it.",
  not_your_change: "Only who asked for it withdraws it. You can decline it instead.",
  same_role: "This is the role they have already.",
  last_admin: "This is the last admin who can sign in. Another admin has to sign in first.",
  own_access: "You cannot end your own access. Another admin does that.",
  no_access: "There is no access to end.",
  no_sessions: "Nobody is signed in under this name.",
  somebody_signed_in: "There is somebody with this role who has signed in. From now on two people of the console invite others.",
  operators_are_the_owners: "The first operators are made with the database owner's login only.",
} as const;
export type RefusalCode = keyof typeof REFUSALS;
