import type { NextAuthOptions } from "next-auth";
import { databaseClock } from "@/server/lib/clock";
import { consoleDb } from "@/server/lib/db";
import { env } from "@/server/lib/env";
import { admitOperator } from "./admit-operator";
import { beginSession } from "./begin-session";
import { endSession } from "./end-session";
import { SESSION_HOURS } from "./read-operator";

/** Claims as the company's identity provider sends them; the role claim's name is a setting. */
type Claims = { sub: string; email?: string; name?: string } & Record<string, unknown>;

const deps = () => ({ db: consoleDb(), clock: databaseClock });

/** How staff sign in: OIDC with PKCE, an own session of 12 hours, and no account for anybody without a role claim. */
export function staffSignIn(): NextAuthOptions {
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
        authorization: { params: { scope: "openid email profile" } },
        profile: (claims: Claims) => ({ id: claims.sub, email: claims.email ?? null, name: claims.name ?? null }),
      },
    ],
    callbacks: {
      async signIn({ profile }) {
        const claims = profile as Claims | undefined;
        const operator = claims && (await admitOperator(deps(), claims, settings.OIDC_ROLE_CLAIM));
        return operator ? true : "/sign-in?refused=no_role";
      },
      async jwt({ token, profile }) {
        if (!profile) return token;
        return { sessionId: await beginSession(deps(), (profile as Claims).sub) };
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
