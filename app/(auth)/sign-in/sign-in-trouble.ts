const REFUSED: Record<string, string> = {
  no_role: "You are known to the identity provider, but you have no role in this console. Ask your lead for one, then sign in again.",
};

/** What NextAuth reports in the address, in words. Anything it may add later gets the general sentence. */
const ERRORS: Record<string, string> = {
  AccessDenied: REFUSED.no_role as string,
  SessionRequired: "You were signed out. Sign in again to go on where you were.",
  Configuration: "The console's sign-in is not set up correctly. Tell whoever runs it; trying again will not help.",
  OAuthSignin: "The identity provider cannot be reached. Try again in a minute.",
  OAuthCallback: "The identity provider did not confirm who you are, or it took too long. Try again.",
  Callback: "Signing in did not come to an end. Try again.",
};

/** Why somebody stands at the door again; null when nothing went wrong. */
export function troubleSentence(refused: string | undefined, error: string | undefined): string | null {
  if (refused) return REFUSED[refused] ?? "You were not let in. Ask your lead for a role in this console.";
  if (error) return ERRORS[error] ?? "Signing in did not work. Try again; if it fails twice, tell whoever runs the console.";
  return null;
}
