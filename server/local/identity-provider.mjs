// The company's identity provider, played on this machine: a real OpenID Connect server whose sign-in page asks who
// one is instead of for a password. It listens on the loopback interface only.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import path from "node:path";
import { errors, Provider } from "oidc-provider";
import { keepsake } from "./keepsakes.mjs";
import { people } from "./people.mjs";
import { SignInMemory } from "./sign-in-memory.mjs";
import { escaped, page, readBody, sendPage, serveLocally } from "./web.mjs";

const SESSION_COOKIE = "local_idp_session";

/** Starts the provider. The console is its one client, known by id, secret and origin. */
export async function startIdentityProvider({ port, dataFolder, appOrigin, clientId, clientSecret }) {
  const issuer = `http://localhost:${port}`;
  const keys = JSON.parse(keepsake(path.join(dataFolder, "identity-provider.json"), makeKeys));
  const provider = new Provider(issuer, {
    adapter: SignInMemory,
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        client_name: "CallMissed console",
        redirect_uris: [`${appOrigin}/api/auth/callback/staff`],
        post_logout_redirect_uris: [appOrigin, `${appOrigin}/`, `${appOrigin}/sign-in`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        require_auth_time: true, // the console asks how fresh a sign-in is
      },
    ],
    jwks: keys.jwks,
    // The console lives on the same host, and cookies do not know ports: names of our own keep the two apart.
    cookies: {
      keys: keys.cookieKeys,
      names: { session: SESSION_COOKIE, interaction: "local_idp_interaction", resume: "local_idp_resume" },
    },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false, // name and e-mail stand in the id_token itself, where the console looks
    pkce: { required: () => true },
    ttl: { Session: 12 * 3600, Grant: 3600, Interaction: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    interactions: { url: (_context, interaction) => `/who/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { logoutSource: signOutPage, postLogoutSuccessSource: signedOutPage },
    },
    renderError: (context, { error, error_description: description }) => {
      context.type = "html";
      context.body = page(
        "Sign-in failed",
        `<h1>This sign-in cannot go on</h1><p>${escaped(description ?? error)}</p><p>Go back to the console and start again.</p>`,
      );
    },
    findAccount: (_context, sub) => accountOf(sub),
    loadExistingGrant: grantEverything,
  });
  const protocol = provider.callback();
  const server = await serveLocally(port, async (request, response, url) => {
    if (url.pathname.startsWith("/who/")) return chooser(provider, request, response);
    if (url.pathname.startsWith("/auth")) forgetLastPerson(request);
    return protocol(request, response);
  });
  return { issuer, close: server.close };
}

function makeKeys() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: randomBytes(8).toString("hex") };
  return JSON.stringify({ jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString("base64url")] });
}

/**
 * Every sign-in begins as in a browser that was never here: a remembered session would sign the last person in again
 * unasked, and on one's own machine one wants to change people.
 */
function forgetLastPerson(request) {
  const cookies = (request.headers.cookie ?? "").split("; ");
  request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith(SESSION_COOKIE)).join("; ");
}

function accountOf(sub) {
  const person = people.find((candidate) => candidate.sub === sub);
  if (!person) return undefined;
  const claims = { sub, name: person.name, email: person.email, email_verified: true };
  return { accountId: sub, claims: () => claims };
}

/** The console is the company's own: nobody is asked for consent. */
async function grantEverything(context) {
  const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

async function chooser(provider, request, response) {
  try {
    await provider.interactionDetails(request, response);
    if (request.method !== "POST") return sendPage(response, chooserPage());
    const sub = new URLSearchParams((await readBody(request)).toString()).get("person");
    if (!people.some((person) => person.sub === sub)) return sendPage(response, chooserPage(), 400);
    return await provider.interactionFinished(request, response, { login: { accountId: sub } });
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    const sentence = "This sign-in was left open for too long or was finished in another tab. Go back to the console and start again.";
    return sendPage(response, page("Sign-in expired", `<h1>This sign-in is no longer open</h1><p>${sentence}</p>`), 400);
  }
}

function chooserPage() {
  const row = ({ sub, name, email, does }) =>
    `<li><button class="row" name="person" value="${sub}"><strong>${name}</strong><span>${does}</span><span class="note">${email}</span></button></li>`;
  return page(
    "Who are you? · Local sign-in",
    `<h1>Who are you?</h1>
<p class="soft">This page stands in for the company’s identity provider on your machine. Choose a person to go on to the console.</p>
<form method="post"><ul class="card">${people.map(row).join("")}</ul></form>`,
  );
}

function signOutPage(context, form) {
  context.body = page(
    "Sign out",
    `<h1>Sign out?</h1><p>You will be signed out of the local identity provider as well.</p>${form}<p><button class="plain" form="op.logoutForm" name="logout" value="yes">Sign out</button></p>`,
  );
}

function signedOutPage(context) {
  context.body = page("Signed out", "<h1>You are signed out</h1><p>You can close this page.</p>");
}
