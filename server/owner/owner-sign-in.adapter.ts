import { getServerSession, type NextAuthOptions } from "next-auth";
import { encode } from "next-auth/jwt";
import { hmacSha256 } from "@/server/lib/crypto";
import { env } from "@/server/lib/env";
import { OWNER_SESSION_HOURS } from "./read-owner";

const SECONDS = OWNER_SESSION_HOURS * 3600;
const isSecure = (): boolean => env().APP_URL.startsWith("https:");

/** A secret of its own: a cookie of staff opens nothing here, nor the other way round. */
const secret = (): string => hmacSha256(env().NEXTAUTH_SECRET, "owner's pages").toString("hex");

export const ownerCookieName = (): string => (isSecure() ? "__Host-callmissed-owner" : "callmissed-owner");

const cookieOptions = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() }) as const;

/** How the owner's pages know who is signed in: NextAuth's sealed cookie under a name and a secret of its own (decision record 23). */
export const ownerSignIn = (): NextAuthOptions => ({
  secret: secret(),
  session: { strategy: "jwt", maxAge: SECONDS },
  cookies: { sessionToken: { name: ownerCookieName(), options: cookieOptions() } },
  providers: [],
  callbacks: { session: ({ session, token }) => ({ expires: session.expires, ownerSessionId: token.ownerSessionId }) },
});

/** The session that this call's cookie carries; null when it carries none that is ours. */
export const ownerSession = async (): Promise<{ ownerSessionId?: string } | null> => getServerSession(ownerSignIn());

/** What takes the cookie out of a browser again (C1). @keeps C4.4 */
export const forgottenOwnerCookie = () => ({ name: ownerCookieName(), value: "", maxAge: 0, ...cookieOptions() });

/** The cookie that carries a session, ready to be set. */
export async function ownerCookie(ownerSessionId: string) {
  const value = await encode({ token: { ownerSessionId }, secret: secret(), maxAge: SECONDS });
  return { name: ownerCookieName(), value, maxAge: SECONDS, ...cookieOptions() };
}
