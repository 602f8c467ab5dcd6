// Who may import whom (docs and reasons: the comments below are what a developer reads when a rule is broken).
// `npm test -- imports` runs it. The list of exceptions is empty and stays empty.

const ROOM = "^server/(?!policy/|lib/|language/|trpc/|worker/|local/|testing/)([^/]+)/";
const TEST = "[.]test[.]tsx?$";
const DATABASE = "^server/lib/db[.]ts$|^prisma/generated/|node_modules/(pg|@prisma)/";
const OUTSIDE_WORLD =
  "^(node:)?(fs|net|dns|http|https|tls|child_process|worker_threads)(/|$)|node_modules/(pg|@prisma|graphile-worker|nodemailer|smtp-server|pino)/";

// A use case is a file that begins with one of these words; every other plain file of a room is a noun and decides
// without touching anything. A new verb belongs in this list.
const VERBS = [
  ..."accept acknowledge act admit agree answer append apply ask assess assign attach authenticate back begin bind build change check choose claim close compare compose confirm count deactivate decide decline deliver".split(
    " ",
  ),
  ..."destroy draw end enqueue erase escalate examine export file find finish follow forfeit gather hand handle issue keep lapse link listen lodge log look make match merge note notify open pay place plan process".split(
    " ",
  ),
  ..."probe propose prove purge raise reactivate read receive recheck reconcile record recount redact reexamine refund refuse reject release remind remove render reopen repeat request reply resend".split(
    " ",
  ),
  ..."reserve resolve restore retire reveal review revoke rewrap rotate route run schedule seal search send settle sign start stop store suggest sweep take tell try unseal".split(
    " ",
  ),
  ..."disable edit enable expire find forget give grant invite let lock renew replay retry use verify walk warn watch withdraw work wrap write".split(
    " ",
  ),
];
const VERB = `(?:${VERBS.join("|")})-[^/]+[.]ts$`;
const SPECIAL = "(?:queries|router|refusals|main)[.]ts$|[^/]+[.](?:queries|router|job|cli|worker|adapter|test|d)[.]tsx?$|README[.]md$";
const NOUN = `${ROOM}(?!${VERB})(?!${SPECIAL})[^/]+[.]ts$`;

const runtime = { dependencyTypesNot: ["type-only"] };

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third one: move what both need into a noun file.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-resolves",
      comment: "This import leads nowhere. Correct the path (`@/` is the repository root) or install the package.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "screens-take-types-and-the-caller",
      comment:
        "A screen is told things. Ask through the tRPC client or the server-side caller in server/trpc; import nothing but types from elsewhere in server/.",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/api/", TEST] },
      to: { path: "^server/", pathNot: "^server/(trpc|language)/", ...runtime },
    },
    {
      name: "routes-call-one-entry-function",
      comment: "A route in app/api hands the request to one handle-*.ts of a room (or of server/trpc or server/lib) and adds nothing.",
      severity: "error",
      from: { path: "^app/api/", pathNot: TEST },
      to: { path: "^server/", pathNot: "/handle-[^/]+[.]ts$", ...runtime },
    },
    {
      name: "screens-never-query",
      comment: "app/ does not know that there is a database. Add a query to the room's queries.ts and a procedure to its router.ts.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: DATABASE },
    },
    {
      name: "rooms-keep-their-doors",
      comment:
        "A room's router and queries are for people and screens. From another room call one of its verbs, passing your own transaction.",
      severity: "error",
      from: { path: ROOM },
      to: { path: `${ROOM}(?:router|queries|[^/]+[.](?:queries|router))[.]ts$`, pathNot: "^server/$1/" },
    },
    {
      name: "transport-only-transports",
      comment: "A router or job checks permission and input and makes one call into its own room. Put the work into a verb there.",
      severity: "error",
      from: { path: `${ROOM}(?:router[.]ts|[^/]+[.](?:job|router)[.]ts)$` },
      to: {
        path: "^(server|app|prisma)/",
        pathNot: ["^server/$1/", "^server/(trpc|lib|language|policy|worker)/", "^server/operator/permissions[.]ts$"],
      },
    },
    {
      name: "transport-has-no-database",
      comment: "A router, job or command of the terminal asks a verb or a query; it never queries itself.",
      severity: "error",
      from: { path: `${ROOM}(?:router[.]ts|[^/]+[.](?:job|cli|router)[.]ts)$` },
      to: { path: DATABASE, ...runtime },
    },
    {
      name: "nouns-decide-without-touching",
      comment:
        "A noun file holds types and pure decisions: no database, no files, no network. Put the I/O into a <verb-noun>.ts or, where it only speaks to one outside thing, into a <noun>.adapter.ts. If this is a verb, add it to the list in .dependency-cruiser.mjs.",
      severity: "error",
      from: { path: NOUN, pathNot: "/main[.]ts$" },
      to: { path: `${DATABASE}|${OUTSIDE_WORLD}`, ...runtime },
    },
    {
      name: "policy-imports-nothing",
      comment: "The published promises depend on nothing. Move what computes with them into the room that needs it.",
      severity: "error",
      from: { path: "^server/policy/", pathNot: TEST },
      to: { pathNot: "^server/policy/" },
    },
    {
      name: "lib-knows-no-noun",
      comment: "server/lib knows no word of the business. Move the file into a room, or pass in what it needs.",
      severity: "error",
      from: { path: "^server/lib/", pathNot: TEST },
      to: { path: "^(server/(?!lib/)|app/)" },
    },
    {
      name: "rooms-do-not-know-the-porch",
      comment: "Nothing in server/ depends on a screen.",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^app/" },
    },
    {
      name: "production-stands-alone",
      comment: "server/local and server/testing exist on developers' machines only. Move what both need into server/lib.",
      severity: "error",
      from: { path: "^(app|server)/", pathNot: ["^server/(local|testing)/", TEST] },
      to: { path: "^(server/(local|testing)|e2e)/" },
    },
    {
      name: "production-uses-dependencies",
      comment: "This package is a devDependency, so a production installation does not have it. Move it to dependencies.",
      severity: "error",
      from: { path: "^(app|server)/", pathNot: ["^server/(local|testing)/", TEST] },
      to: { dependencyTypes: ["npm-dev"], ...runtime },
    },
    {
      name: "black-box-tests",
      comment: "e2e/ uses the product as people do. What it needs to know stands in the environment or in server/testing.",
      severity: "error",
      from: { path: "^e2e/" },
      to: { path: "^(app|server/(?!testing/))", ...runtime },
    },
  ],
  options: {
    // The version of TypeScript here has no programming interface; swc reads the same language.
    parser: "swc",
    exclude: { path: "^prisma/generated/.*/|^[.]next|[.]d[.][cm]?ts$" },
    doNotFollow: { path: "node_modules|^prisma/generated/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
