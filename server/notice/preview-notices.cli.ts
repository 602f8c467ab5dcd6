// `npm run notices:preview`: every mail we write, through the real templates, as files and a page to look at.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import { languageNames } from "@/server/language/language";
import { type PreviewRow, previewPage } from "./preview-page";
import { PREVIEWS, previewWords } from "./preview-words";
import { renderNotice } from "./render-notice";

const USAGE = `usage: npm run notices:preview -- [--out FOLDER] [--serve [PORT]]
  Writes every notice in every language as .html and .txt with an index page (default folder: .data/notices-preview).
  --serve shows them on this machine only, at the port given or a free one, until Ctrl-C.`;

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exitCode = 2;
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: "string", default: ".data/notices-preview" },
      serve: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return console.log(USAGE);
  const [port = "0", ...more] = positionals;
  if (more.length > 0 || (positionals.length > 0 && !values.serve)) throw new Error(`What is "${positionals.join(" ")}"?`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`"${port}" is no port.`);
  const folder = path.resolve(values.out);
  const index = await writePreviews(folder);
  console.log(index);
  if (values.serve) await serve(folder, Number(port));
}

async function writePreviews(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const rows: PreviewRow[] = [];
  for (const { name, title, kind, isHeld, because, isReversed } of PREVIEWS) {
    const parts: PreviewRow["parts"] = [];
    for (const { code: language } of languageNames()) {
      const { subject, text, html } = renderNotice(kind, language, previewWords(language, isHeld, because, isReversed));
      const file = `${name}.${language}`;
      await writeFile(path.join(folder, `${file}.html`), html);
      await writeFile(path.join(folder, `${file}.txt`), `Subject: ${subject}\n\n${text}`);
      parts.push({ language, part: { file, subject, text, html } });
    }
    rows.push({ name, title, parts });
  }
  const index = path.join(folder, "index.html");
  await writeFile(index, previewPage(rows));
  return index;
}

/** Only names that we have written ourselves are served; everything else is not there. */
async function serve(folder: string, port: number): Promise<void> {
  const server = createServer(async (request, response) => {
    const name = /^\/([a-z_]+(?:\.[a-z-]+)?\.(?:html|txt))?(?:\?.*)?$/.exec(request.url ?? "");
    const file = name && (name[1] ?? "index.html");
    const body = file ? await readFile(path.join(folder, file)).catch(() => null) : null;
    response.writeHead(body ? 200 : 404, {
      "content-type": file?.endsWith(".txt") ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
      "cache-control": "no-store",
    });
    response.end(body ?? "There is no such page.");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address() as { port: number };
  console.log(`http://127.0.0.1:${address.port}/  (Ctrl-C ends it)`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => server.close(() => process.exit(0)).closeAllConnections());
}
