// `npm test`: every check there is, one after the other; a failing one does not keep the next from running.
//   npm test                    all            npm test -- unit journeys     only these
import { bootstrap } from "../local/bootstrap.mjs";
import { atEnd, end, isEnding, launch } from "../local/shutdown.mjs";
import { complain, Trouble } from "../local/trouble.mjs";

process.env.TZ = "Pacific/Chatham"; // as in vitest.config.ts, for the product and the browser as well
process.env.CI = "true";

const results = [];
let complete = false;

await launch(async () => {
  await bootstrap();
  const { openScratch, removeScratch } = await import("./scratch.mjs");
  const { stages } = await import("./stages.mjs");

  const scratch = await openScratch();
  atEnd(summarise);
  atEnd(() => removeScratch(scratch));
  for (const stage of chosen(stages(scratch))) {
    if (isEnding()) return;
    console.log(`\n── ${stage.title} ──`);
    results.push({ title: stage.title, ...(await runStage(stage)) });
  }
  complete = true;
  await end(0);
});

function chosen(all) {
  const words = process.argv.slice(2).filter((word) => word !== "--only");
  if (words.length === 0) return all;
  const names = (stage) => [stage.name, ...stage.also];
  const unknown = words.find((word) => !all.some((stage) => names(stage).includes(word)));
  if (unknown) throw new Trouble(`There is no stage called "${unknown}".`, `Choose from: ${all.map(({ name }) => name).join(", ")}.`);
  return all.filter((stage) => names(stage).some((name) => words.includes(name)));
}

async function runStage(stage) {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  try {
    const { passed, failed, failures = [] } = await stage.run();
    if (passed + failed > 0) return { passed, failed, failures, seconds: seconds() };
    console.error("Not a single test ran here, which proves nothing: it counts as a failure.");
  } catch (error) {
    complain(error);
  }
  return { passed: 0, failed: 1, failures: [], seconds: seconds() };
}

/** The last thing that is printed, after everything was stopped and removed. */
function summarise() {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log();
  for (const { title, passed, failed, failures, seconds } of results) {
    console.log(`${failed > 0 ? "✗" : "✓"} ${title}: ${passed} passed, ${failed} failed (${seconds} s)`);
    for (const { name, why } of failures) console.log(`    ${name}\n      ${why}`);
  }
  if (!complete) console.log("The run was ended before its last stage.");
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  return complete && sum("failed") === 0 ? 0 : 1;
}
