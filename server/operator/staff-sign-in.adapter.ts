import type { NextAuthOptions } from "next-auth";
import { getToken } from "next-auth/jwt";
import { databaseClock } from "@/server/lib/clock";
import { consoleDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { admitOperator } from "./admit-operator";
import { beginSession } from "./begin-session";
import { endSession } from "./end-session";
import { SESSION_HOURS } from "./operator";

/** Claims as the company's identity provider sends them; a role among them says nothing here. */
type Claims = { sub: string; email?: string; name?: string; auth_time?: number } & Record<string, unknown>;

const deps = () => ({ db: consoleDb(), clock: databaseClock });

/**
 * How staff sign in: OIDC with PKCE, an own session of 12 hours, and nobody whom we have not invited. `request` is
 * the call that signs in; the session that its browser brought ends with the new one.
 */
export function staffSignIn(request?: Request): NextAuthOptions {
  const settings = env();
  return {
    secret: settings.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      {
        id: "staff",
        name: "CallMissed staff",
        type: "oauth",
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        wellKnown: `${settings.OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
        clientId: settings.OIDC_CLIENT_ID,
        clientSecret: settings.OIDC_CLIENT_SECRET,
        // Whoever asks for an age is told when the provider asked who they are (auth_time). A fresh one is asked for with 0.
        authorization: { params: { scope: "openid email profile", max_age: SESSION_HOURS * 3600 } },
        profile: (claims: Claims) => ({ id: claims.sub, email: claims.email ?? null, name: claims.name ?? null }),
      },
    ],
    callbacks: {
      async signIn({ profile }) {
        const claims = profile as Claims | undefined;
        const operator = claims && (await admitOperator(deps(), claims, { isVerifiedUnsaid: settings.OIDC_EMAILS_ARE_VERIFIED }));
        return operator ? true : "/sign-in?refused=no_role";
      },
      async jwt({ token, profile }) {
        if (!profile) return token;
        const { sub, auth_time: authTime } = profile as Claims;
        return { sessionId: await beginSession(deps(), sub, { authTime, insteadOf: await sessionOf(request, settings.NEXTAUTH_SECRET) }) };
      },
      session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sessionId === "string") await endSession(deps(), token.sessionId);
      },
    },
  };
}

/** The session that a browser still carries. */
async function sessionOf(request: Request | undefined, secret: string): Promise<string | null> {
  const token = request && (await getToken({ req: request as Parameters<typeof getToken>[0]["req"], secret }));
  return token && typeof token.sessionId === "string" ? token.sessionId : null;
}
