// `npm run keys:rotate`: changes the master key that tenants' keys are wrapped with. Content is not touched.
import { parseArgs } from "node:util";
import { addCurrentMasterKey, retireMasterKeys, rotateMasterKey } from "./rotate-master-key";

const HELP = `npm run keys:rotate               adds a new master key and wraps all tenants' keys with it; interrupted, it goes on
npm run keys:rotate -- --add      only adds the new master key to the file, to be taken to every machine first
npm run keys:rotate -- --retire   removes master keys that nothing is wrapped with any more`;

const say = (line: string) => console.log(line);

try {
  const { values } = parseArgs({ options: { add: { type: "boolean" }, retire: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.add && values.retire) throw new Error("Say --add or --retire, not both.");
  if (values.help) say(HELP);
  else if (values.add) await addCurrentMasterKey(say);
  else if (values.retire) await retireMasterKeys(say);
  else await rotateMasterKey(say);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
