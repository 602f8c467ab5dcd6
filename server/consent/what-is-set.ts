import { SESSION_HOURS } from "@/server/operator/operator";
import { OWNER_SESSION_HOURS } from "@/server/owner/read-owner";

export const CATEGORIES = ["essential", "functional", "analytics"] as const;
export type Category = (typeof CATEGORIES)[number];

/** For whom it is set: whoever opens a page, people who sign in to an account, our own staff. */
export type Audience = "visitors" | "owners" | "staff";

/** How long it stays, unless somebody signs out before: so many minutes, until the browser is closed, until it is cleared. */
export type Lifetime = { minutes: number } | "browser_closed" | "signed_out";

/** Something that our pages put into a browser (C§2). `purpose` names the sentence that explains it in cookies.json. */
export type Stored = {
  name: string;
  store: "cookie" | "localStorage";
  category: Category;
  audiences: readonly Audience[];
  lifetime: Lifetime;
  purpose: "ownerSession" | "staffSession" | "signInCheck" | "signInReturn" | "signInStep" | "theme" | "language" | "singleKeys";
  /** Of cookies: what the browser is told about each. All are ours alone, for the whole site's path. */
  protection: { isHttpOnly: true; sameSite: "Lax"; isSecure: boolean } | null;
};

type Prefix = "" | "__Host-" | "__Secure-";

/**
 * Everything that our pages really set, and nothing else; the page about cookies shows this list, and a browser test holds the jar
 * against it (C1). Over https the names carry the browser's own prefixes, and no cookie travels without encryption.
 * @keeps C1.3 C2.3 C2.4 C2.6 C2.7 C2.11
 */
export function whatIsSet(isSecure: boolean): readonly Stored[] {
  const cookie = (name: string, prefix: Prefix, rest: Pick<Stored, "audiences" | "lifetime" | "purpose">): Stored => ({
    name: isSecure ? `${prefix}${name}` : name,
    store: "cookie",
    category: "essential",
    protection: { isHttpOnly: true, sameSite: "Lax", isSecure },
    ...rest,
  });
  const kept = (name: string, audiences: readonly Audience[], purpose: Stored["purpose"]): Stored => ({
    name,
    store: "localStorage",
    category: "functional",
    audiences,
    lifetime: "signed_out",
    purpose,
    protection: null,
  });
  const staff = ["staff"] as const;
  const step = { audiences: staff, lifetime: { minutes: 15 }, purpose: "signInStep" } as const;
  return [
    cookie("callmissed-owner", "__Host-", {
      audiences: ["owners"],
      lifetime: { minutes: OWNER_SESSION_HOURS * 60 },
      purpose: "ownerSession",
    }),
    cookie("next-auth.session-token", "__Secure-", {
      audiences: staff,
      lifetime: { minutes: SESSION_HOURS * 60 },
      purpose: "staffSession",
    }),
    cookie("next-auth.csrf-token", "__Host-", { audiences: staff, lifetime: "browser_closed", purpose: "signInCheck" }),
    cookie("next-auth.callback-url", "__Secure-", { audiences: staff, lifetime: "browser_closed", purpose: "signInReturn" }),
    cookie("next-auth.pkce.code_verifier", "__Secure-", step),
    cookie("next-auth.state", "__Secure-", step),
    cookie("next-auth.nonce", "__Secure-", step),
    kept("callmissed-theme", ["visitors", "owners", "staff"], "theme"),
    kept("callmissed-language", ["visitors", "owners"], "language"),
    kept("callmissed-single-keys", staff, "singleKeys"),
  ];
}
