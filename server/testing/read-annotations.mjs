// What stands in comments of the sources about the policies: `// proves: D3.1 D3.2` above a test, `@keeps D3.1` in the docstring of code.
import { parseSync } from "rolldown/utils";

const BLOCKS = new Set(["test", "it", "describe", "suite"]);
/** A test with one of these may be passed over, and proves nothing on such a day. */
const PASSED_OVER = new Set(["skip", "todo", "fixme", "skipIf", "runIf", "fails", "fail"]);

/** `{ annotations: [{ ids, titles } | { ids, symbol }], faults }` of one file. */
export function annotationsIn(file, text, isTest) {
  const faults = [];
  const { program, comments, errors } = parse(file, text);
  if (errors.length > 0) return { annotations: [], faults: [`${file}: cannot be read: ${errors[0].message}`] };
  const say = (fault) => faults.push(`${file}: ${fault}`);
  const annotations = [];
  const places = isTest ? blocksIn(program) : declarationsIn(program);
  for (const comment of comments) {
    const ids = idsIn(comment);
    if (!ids) continue;
    const said = comment.value.trim().replaceAll(/\s+/g, " ");
    if (isTest !== (ids.word === "proves:")) {
      say(`"${said}": tests prove, and what is no test keeps`);
      continue;
    }
    const place = placeAfter(comment, places, comments, text);
    if (!place) say(`"${said}" stands above ${isTest ? "no test" : "nothing that is declared"}`);
    else if (ids.length === 0) say(`"${said}" names no sentence`);
    else if (!isTest) annotations.push({ ids, symbol: place.symbol });
    else {
      const passedOver = place.tests.filter((test) => test.isPassedOver);
      for (const { title } of passedOver) say(`"${title}" is to prove ${ids.join(", ")} and may be skipped`);
      if (place.tests.length === 0) say(`"${place.title}" is to prove ${ids.join(", ")} and has no test in it`);
      annotations.push({ ids, titles: place.tests.filter((test) => !test.isPassedOver).map(({ title }) => title) });
    }
  }
  return { annotations, faults };
}

/** The objects of the first exported list of a file, whose values are texts, lists, yes and no, and constants of that file. */
export function literalsIn(file, text) {
  const { program } = parse(file, text);
  const constants = new Map();
  let list = [];
  for (const statement of program.body) {
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      const value = plainValue(init, constants);
      constants.set(id.name, value);
      if (statement.type === "ExportNamedDeclaration") list = value;
    }
  }
  return list;
}

const parse = (file, text) => parseSync(file, text, { lang: file.endsWith("x") ? "tsx" : "ts", sourceType: "module" });

function plainValue(node, constants) {
  if (node.type === "TSSatisfiesExpression" || node.type === "TSAsExpression") return plainValue(node.expression, constants);
  if (node.type === "ArrayExpression") return node.elements.map((element) => plainValue(element, constants));
  if (node.type === "ObjectExpression")
    return Object.fromEntries(node.properties.map(({ key, value }) => [key.name ?? key.value, plainValue(value, constants)]));
  if (node.type === "Identifier" && constants.has(node.name)) return constants.get(node.name);
  if (node.type === "Literal") return node.value;
  throw new Error(`the sentences of the policies hold plain values only, and no ${node.type}`);
}

/** The ids that a comment names, or null when it is about something else. */
function idsIn({ type, value }) {
  const words = (line) => line.split(/\s+/).filter(Boolean);
  if (type === "Line") {
    const [first, ...ids] = words(value);
    return first === "proves:" ? Object.assign(ids, { word: first }) : null;
  }
  for (const line of value.split("\n").map(words)) {
    const at = line.indexOf("@keeps");
    if (at >= 0) return Object.assign(line.slice(at + 1), { word: "@keeps" });
  }
  return null;
}

/** What begins right after a comment, with nothing but blanks and other comments between. */
function placeAfter(comment, places, comments, text) {
  const between = (from, to) => {
    let at = from;
    for (const { start, end } of comments) {
      if (start < at || end > to) continue;
      if (text.slice(at, start).trim() !== "") return false;
      at = end;
    }
    return text.slice(at, to).trim() === "";
  };
  return places.filter(({ start }) => start >= comment.end).find(({ start }) => between(comment.end, start));
}

/** Every `test`, `it` and `describe` of a file that stands as a statement, with the tests it is or holds. */
function blocksIn(program) {
  const blocks = [];
  const visit = (node, above) => {
    const call = node.type === "ExpressionStatement" && node.expression.type === "CallExpression" ? calledBlock(node.expression) : null;
    if (!call) return eachChild(node, (child) => visit(child, above));
    const isPassedOver = call.modifiers.some((name) => PASSED_OVER.has(name)) || above.some((outer) => outer.isPassedOver);
    const title = [...above.map((outer) => outer.title), call.title].join(" › ");
    const block = { start: node.start, title: call.title, isPassedOver, tests: [] };
    blocks.push(block);
    if (call.name === "describe" || call.name === "suite") return eachChild(node, (child) => visit(child, [...above, block]));
    const test = { title, isPassedOver: isPassedOver || skipsItself(call.body) };
    for (const holder of [block, ...above]) holder.tests.push(test);
  };
  visit(program, []);
  return blocks;
}

/** `test.describe.each(rows)("title", …)` → describe, [describe, each], its title and what it runs; null for any other call. */
function calledBlock(call) {
  const names = [];
  let callee = call.callee;
  while (callee.type !== "Identifier") {
    if (callee.type === "MemberExpression") names.unshift(callee.property.name);
    callee = callee.object ?? callee.callee ?? callee.tag;
    if (!callee) return null;
  }
  const title = titleOf(call.arguments[0]);
  if (!BLOCKS.has(callee.name) || title === null) return null;
  const isGroup = callee.name === "describe" || callee.name === "suite" || names.includes("describe");
  return { name: isGroup ? "describe" : "test", modifiers: names, title, body: call.arguments.slice(1) };
}

function titleOf(node) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.cooked).join("…");
  return null;
}

/** `test.skip()` or `context.skip()` in the middle of a test. */
function skipsItself(nodes) {
  let found = false;
  const visit = (node) => {
    const callee = node.type === "CallExpression" && node.callee.type === "MemberExpression" ? node.callee : null;
    if (callee && ["skip", "fixme", "fail"].includes(callee.property.name)) found ||= isOfTests(callee.object);
    eachChild(node, visit);
  };
  for (const node of nodes) visit(node);
  return found;
}

const isOfTests = (node) => node.type === "Identifier" && ["test", "it", "context", "ctx", "t"].includes(node.name);

/** What a file declares, under the name that others know it by. */
function declarationsIn(program) {
  const found = [];
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement;
    const names = declaration.declarations ? declaration.declarations.map(({ id }) => id.name) : [declaration.id?.name];
    const symbol = names.filter(Boolean).join(", ");
    if (symbol) found.push({ start: statement.start, symbol });
  }
  return found;
}

function eachChild(node, visit) {
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (child && typeof child.type === "string") visit(child);
}
