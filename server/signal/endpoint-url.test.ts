import { expect, test } from "vitest";
import { faultOfUrl } from "./endpoint-url";

test.each([
  ["https://hooks.example.com/callmissed", null],
  ["https://hooks.example.com:8443/callmissed?to=us", null],
  ["http://hooks.example.com/", "url_not_https"],
  ["http://localhost:4466/", "url_not_https"],
  ["ftp://hooks.example.com/", "url_not_https"],
  ["file:///etc/passwd", "url_malformed"],
  ["javascript:alert(1)", "url_malformed"],
  ["https://meera:secret@hooks.example.com/", "url_credentials"],
  ["https://hooks.example.com/#part", "url_malformed"],
  ["hooks.example.com", "url_malformed"],
  ["https://", "url_malformed"],
  [`https://hooks.example.com/${"a".repeat(2_048)}`, "url_malformed"],
])("%s: %s", (url, fault) => expect(faultOfUrl(url, false)).toBe(fault));

test("where loopback is allowed, http is for this machine's own names only", () => {
  for (const host of ["localhost:1", "127.0.0.1:1", "[::1]:1", "2130706433"]) expect(faultOfUrl(`http://${host}/`, true)).toBeNull();
  for (const host of ["localhost.example.com", "127.0.0.2", "10.0.0.1", "example.com"])
    expect(faultOfUrl(`http://${host}/`, true)).toBe("url_not_https");
});
