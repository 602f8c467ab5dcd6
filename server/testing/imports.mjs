// Holds the sources against .dependency-cruiser.mjs. Not finding the sources, or not understanding them, is a failure:
// a linter that reads nothing has no complaints.
import { existsSync } from "node:fs";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import config from "../../.dependency-cruiser.mjs";
import { root } from "../local/bootstrap.mjs";

const FOLDERS = ["app", "server", "prisma", "e2e"];

/** Checks the tree below `baseDir`; answers with the violations and with what was read. */
export async function checkImports(baseDir, folders = FOLDERS.filter((folder) => existsSync(path.join(baseDir, folder)))) {
  const { forbidden, options } = config;
  const cruiseOptions = { ...options, baseDir, ruleSet: { forbidden }, validate: true };
  const { output } = await cruise(folders, cruiseOptions, { alias: { "@": baseDir } });
  const sources = output.modules.filter(({ source }) => /^(app|server|prisma|e2e)\/.*[.]tsx?$/.test(source));
  const dependencies = sources.flatMap(({ dependencies }) => dependencies);
  return {
    files: sources.length,
    // Two things only a parser that understands TypeScript can tell, and only a resolver that knows our alias.
    typeImports: dependencies.filter(({ dependencyTypes }) => dependencyTypes.includes("type-only")).length,
    aliased: dependencies.filter(({ module, couldNotResolve }) => module.startsWith("@/") && !couldNotResolve).length,
    violations: output.summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle ? cycle.map(({ name }) => name).join(" → ") : to,
    })),
  };
}

if (import.meta.filename === process.argv[1]) {
  process.chdir(root);
  const { files, typeImports, aliased, violations } = await checkImports(root).catch((error) => {
    console.error(String(error.message).replaceAll(/^\s*(\d+: .*|Stack backtrace:)\n/gm, ""));
    process.exit(1);
  });
  for (const { rule, from, to } of violations) {
    const { comment } = config.forbidden.find(({ name }) => name === rule);
    console.error(`${from} → ${to}\n  ${rule}: ${comment}\n`);
  }
  const blind = files === 0 || typeImports === 0 || aliased === 0;
  if (blind) console.error("The sources could not be read: no file, no type import or no aliased import was found.");
  console.log(`${files} files, ${violations.length} violations`);
  process.exitCode = blind || violations.length > 0 ? 1 : 0;
}
