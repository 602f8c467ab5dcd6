import { type NextRequest, NextResponse } from "next/server";
import { closedBecause } from "./server/retention/refuse-to-serve";

const SESSION_COOKIES = [
  "next-auth.session-token",
  "__Secure-next-auth.session-token",
  "next-auth.session-token.0",
  "__Secure-next-auth.session-token.0",
];
const SIGN_IN_COOKIES = [
  "next-auth.csrf-token",
  "next-auth.callback-url",
  "__Host-next-auth.csrf-token",
  "__Secure-next-auth.callback-url",
];

/**
 * Stands before every page: a fresh nonce and a strict content policy, the other protective headers, and the way to the
 * sign-in page for people without a session. On a database that is older than its erasure ledger every page is closed (P6).
 * Whether a session is worth anything is decided behind it, from the database.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const closed = await closedBecause();
  if (closed) return protect(closedPage(closed), contentPolicy(null));
  const { pathname, search } = request.nextUrl;
  if (isConsole(pathname) && !SESSION_COOKIES.some((name) => request.cookies.has(name))) {
    return protect(NextResponse.redirect(signInAddress(request, pathname + search)), contentPolicy(null));
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = contentPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  // Layouts are not told their address; the list's filters stand in it.
  headers.set("x-path", pathname);
  headers.set("x-search", search);
  headers.set("x-asked-language", request.nextUrl.searchParams.get("lang") ?? "");
  // Below a loading state the answer has begun before the page can say that there is none: it is said here.
  const response = protect(
    isNowhere(pathname)
      ? NextResponse.rewrite(new URL("/console/nowhere", request.url), { request: { headers } })
      : NextResponse.next({ request: { headers } }),
    policy,
  );
  if (pathname === "/sign-in" && request.nextUrl.searchParams.has("signed_out")) forgetSignIn(response);
  return response;
}

const isConsole = (pathname: string): boolean => pathname === "/console" || pathname.startsWith("/console/");

/** An address that names a request or a tenant by something that can be no id. */
function isNowhere(pathname: string): boolean {
  const id = /^\/console\/(?:requests|tenants)\/([^/]+)\/?$/.exec(pathname)?.[1];
  return id !== undefined && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

function signInAddress(request: NextRequest, wanted: string): URL {
  const url = new URL("/sign-in", publicOrigin() ?? request.url);
  url.searchParams.set("callbackUrl", wanted);
  return url;
}

/** Behind a load balancer the request names an inner host; people must stay on the one they typed. */
const publicOrigin = (): string | null => (process.env.APP_URL ? new URL(process.env.APP_URL).origin : null);

/** Plain on purpose: it needs neither script nor style. */
function closedPage(because: string): NextResponse {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>CallMissed</title></head><body><main><h1>One moment</h1><p>${because}</p></main></body></html>`;
  return new NextResponse(body, {
    status: 503,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "retry-after": "30" },
  });
}

function contentPolicy(nonce: string | null): string {
  const development = process.env.NODE_ENV === "development";
  const own = nonce ? `'self' 'nonce-${nonce}'` : "'self'";
  const issuer = process.env.OIDC_ISSUER ? ` ${new URL(process.env.OIDC_ISSUER).origin}` : "";
  return [
    "default-src 'self'",
    `script-src ${own} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src ${own}`,
    // Widths of bars stand in style attributes; no style sheet can come in that way.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${issuer}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

function protect(response: NextResponse, policy: string): NextResponse {
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
  if (publicOrigin()?.startsWith("https:")) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  return response;
}

/** Sign-out takes back every cookie that signing in has set (C1). */
function forgetSignIn(response: NextResponse): void {
  for (const name of SIGN_IN_COOKIES) response.cookies.set(name, "", { maxAge: 0, path: "/", secure: name.startsWith("__") });
}

export const config = { matcher: ["/((?!api/|_next/static|_next/image|icon.svg).*)"] };
