// What failed, by name and with the first line of why, for the end of a run: whoever reads only the last screen of half
// an hour should not have to look for it further up.

/** Of Vitest's JSON report: each failed test, and each file that could not be run. */
export function failuresOfUnits(report) {
  return (report?.testResults ?? []).flatMap((file) => {
    const tests = (file.assertionResults ?? []).filter(({ status }) => status === "failed");
    if (tests.length > 0)
      return tests.map(({ fullName, failureMessages }) => ({
        name: `${inHere(file.name)} › ${fullName}`,
        why: firstLine(failureMessages?.[0]),
      }));
    return file.status === "failed" ? [{ name: inHere(file.name), why: firstLine(file.message) }] : [];
  });
}

/** Of Playwright's JSON report: each test that did not end as expected in its first try. */
export function failuresInBrowser(report) {
  const within = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(within)];
  const specs = (report?.suites ?? []).flatMap(within);
  const unexpected = specs.flatMap((spec) =>
    spec.tests.filter(({ status }) => status === "unexpected" || status === "flaky").map((test) => ({ spec, test })),
  );
  const failures = unexpected.map(({ spec, test }) => ({
    name: `${spec.file}:${spec.line} › ${spec.title}`,
    why: firstLine(test.results.map(({ error }) => error?.message).find(Boolean)),
  }));
  return [...failures, ...(report?.errors ?? []).map(({ message }) => ({ name: "outside of any test", why: firstLine(message) }))];
}

function inHere(file) {
  return file.replace(`${process.cwd()}/`, "");
}

/** Without the colours of a terminal. */
function firstLine(text) {
  const plain = (text ?? "").replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g"), "");
  return plain.split("\n").find((line) => line.trim() !== "") ?? "without a message";
}
