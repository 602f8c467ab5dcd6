import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { craftJpeg, craftPdf, craftPng, craftStream, harmlessPdf, scriptedPdf } from "@/server/testing/crafted-files";
import { outcomeOf } from "@/server/testing/world";
import { attachmentName, dispositionOf } from "./attachment";
import { examineAttachment } from "./examine-attachment";

const examine = async (data: Buffer, name = "file") => {
  const outcome = await outcomeOf(examineAttachment({ name, data }));
  return "refused" in outcome ? outcome.refused : outcome.value.file.mediaType;
};
const catalogue = (entry: string) => craftPdf([`<< /Type /Catalog /Pages 2 0 R ${entry} >>`, "<< /Type /Pages /Kids [] /Count 0 >>"]);
const packed = (content: string, dictionary = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode") =>
  craftPdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", craftStream(dictionary, content)]);

describe("what is taken, told by what is inside", () => {
  test.each([
    ["a PDF", harmlessPdf(), "application/pdf"],
    ["a PNG", craftPng(), "image/png"],
    ["a JPEG", craftJpeg(), "image/jpeg"],
    ["a JPEG with what a telephone writes behind it", craftJpeg({ behind: "MotionPhoto_Data and a film" }), "image/jpeg"],
    ["text in Hindi", Buffer.from("नमस्ते\nकृपया देखें"), "text/plain"],
    ["text with a mark of its order of bytes", Buffer.from("\ufeffHello"), "text/plain"],
  ])("%s", async (_what, data, mediaType) => expect(await examine(data, "prize.exe")).toBe(mediaType));
  test.each([
    ["a program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200)])],
    ["an archive", Buffer.from("504b0304140000000800", "hex")],
    ["a film", Buffer.concat([Buffer.from("000000186674797069736f6d", "hex"), Buffer.alloc(64)])],
    ["a GIF", Buffer.from("GIF89a\u0001\u0000\u0001\u0000", "latin1")],
    ["an SVG with its prologue", Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ["text in another coding", Buffer.from("caf\u00e9", "latin1")],
    ["text with a zero byte", Buffer.from("a\0b")],
  ])("not %s, whatever it is called", async (_what, data) => expect(await examine(data, "letter.pdf")).toBe("file_kind"));
  test("nothing is not a file", async () => expect(await examine(Buffer.alloc(0))).toBe("file_missing"));
  test.each([
    [5 * 1024 * 1024, "text/plain"],
    [5 * 1024 * 1024 + 1, "file_too_big"],
  ])("%i bytes: %s", async (bytes, said) => expect(await examine(Buffer.alloc(bytes, "a"))).toBe(said));
});

const SCRIPT = "5 0 << /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>";
const hexOf = (words: string) => Buffer.from(`${Buffer.from(words).toString("hex")}>`);
const packedAs = (filter: string, data: Buffer) => craftPdf([craftStream(`/Type /ObjStm /N 1 /First 4 /Filter ${filter}`, "", data), "[]"]);
/** A stream inside a word, as a reader sees that skips words. */
const FAKE = `(/Filter /FlateDecode >>\nstream\n${deflateSync("harmless").toString("latin1")})`;
const behindFake = (dictionary: string) =>
  craftPdf([
    Buffer.concat([Buffer.from(`<< ${dictionary} >>\nstream\n`, "latin1"), deflateSync(deflateSync(SCRIPT)), Buffer.from("\nendstream")]),
  ]);
const jpeg = craftStream("/Subtype /Image /Filter /DCTDecode", "", Buffer.from("not zlib"));

describe("a PDF in which something runs or opens by itself", () => {
  test.each([
    ["a script on opening", scriptedPdf()],
    ["an act on opening, elsewhere in the file", catalogue("/OpenAction 9 0 R")],
    ["a script by name", catalogue("/Names << /JavaScript 9 0 R >>")],
    ["a script in a stream", catalogue("/X << /JS 9 0 R >>")],
    ["acts on turning the page", catalogue("/AA << /O 9 0 R >>")],
    ["acts elsewhere in the file", catalogue("/AA 9 0 R")],
    ["a program to start", catalogue("/X << /S /Launch /F (cmd.exe) >>")],
    ["a file inside", catalogue("/Names << /EmbeddedFiles 9 0 R >>")],
    ["a file inside, by its stream", packed("x", "/Type /EmbeddedFile /Filter /FlateDecode")],
    ["a film with a script", catalogue("/X << /Subtype /RichMedia >>")],
    ["a form that is a program", catalogue("/AcroForm << /XFA [(a) 9 0 R] >>")],
    ["a form that sends itself", catalogue("/X << /S /SubmitForm /F (https://x.example) >>")],
    ["a script with its name escaped", catalogue("/X << /S /J#61va#53cript >>")],
    ["an act with its name escaped whole", catalogue("/#4f#70#65#6e#41#63#74#69#6f#6e 9 0 R")],
    ["a script in a packed object stream", packed("9 0 << /S /JavaScript /JS (1) >>")],
    ["a script in a packed object stream, escaped", packed("9 0 << /S /Java#53cript >>")],
    ["a script in a packed stream that does not say it holds objects", packed("<< /S /JavaScript >>", "/Filter /FlateDecode")],
    [
      "a script in an object stream whose own type is escaped",
      packed("9 0 << /S /JavaScript >>", "/Type /Obj#53tm /First 4 /N 1 /Filter /Fl#61teDecode"),
    ],
    ["acts behind a comment", catalogue("/AA%x\n<< /WC << /S /URI /URI (http://evil.example) >> >>")],
    ["a form that is a program, behind a comment", catalogue("/AcroForm << /XFA %x\n 2 0 R >>")],
    ["a script whose place is broken by a comment", catalogue("/X << /JS 9%x\n0 R >>")],
    ["a file pinned to a page", catalogue("/Annots [<< /Subtype /FileAttachment /FS 9 0 R >>]")],
    ["a file inside that does not say what it is", catalogue("/FS << /Type /Filespec /F (run.exe) /EF << /F 2 0 R >> >>")],
    ["a link to a file of another computer", catalogue("/X << /S /GoToR /F (\\\\\\\\evil\\\\x.pdf) >>")],
    ["a script behind the end of the file", Buffer.concat([harmlessPdf(), Buffer.from("9 0 obj << /S /JavaScript >> endobj")])],
  ])("%s is refused", async (_what, data) => expect(await examine(data)).toBe("file_active"));
  test.each([
    ["a place to begin reading at, as office programs write it", catalogue("/OpenAction [3 0 R /XYZ null null 0]")],
    ["a link to a page of the web", catalogue("/X << /S /URI /URI (https://chaipoint.example) >>")],
    ["names that only begin alike", catalogue("/AAB 1 /JSX 2 /XFAX 3 /Launched 4 /OpenActions 5")],
    ["a harmless object stream", packed("9 0 << /Type /Font >>")],
    ["a harmless object stream whose one way of packing is a list", packed("9 0", "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode]")],
    [
      "a signed one: who signed is no way of packing",
      craftPdf(["<< /Type /Sig /Filter /Adobe.PPKLite >>", craftStream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", "9 0")]),
    ],
    [
      "an object stream and the table of contents behind it, as office programs write them",
      craftPdf([
        craftStream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", "9 0"),
        craftStream("/Type /XRef /Filter /FlateDecode /DecodeParms << /Predictor 12 >>", "0"),
      ]),
    ],
    ["contents and a picture", craftPdf(["<< /Type /Outlines /First 9 0 R /Title (stream of news) >>", jpeg])],
    ["words about it that are not packed", craftPdf([craftStream("/Type /Metadata", "", Buffer.from("<x:xmpmeta/>"))])],
    ["a picture that is packed in its own way", packed("x", "/Subtype /Image /Filter /DCTDecode")],
  ])("%s is taken", async (_what, data) => expect(await examine(data)).toBe("application/pdf"));
  test.each([
    ["under a password", craftPdf(["<< /Type /Catalog >>"], "<< /Root 1 0 R /Encrypt 9 0 R >>")],
    ["under a password, escaped", craftPdf(["<< /Type /Catalog >>"], "<< /Root 1 0 R /Encr#79pt << /Filter /Standard >> >>")],
  ])("one %s is refused", async (_what, data) => expect(await examine(data)).toBe("file_locked"));
  test.each([
    ["objects packed in a way that is not looked into", packed("x", "/Type /ObjStm /First 4 /N 1 /Filter /LZWDecode")],
    ["objects packed twice", packed("x", "/Type /ObjStm /First 4 /N 1 /Filter [/ASCIIHexDecode /FlateDecode]")],
    [
      "objects that do not unpack",
      craftPdf([craftStream("/Type /ObjStm /First 4 /N 1 /Filter /FlateDecode", "", Buffer.from("nonsense"))]),
    ],
    ["objects that unpack without end", packed("\0".repeat(9 * 1024 * 1024))],
    ["objects packed twice in the same way", packedAs("[/FlateDecode /FlateDecode]", deflateSync(deflateSync(SCRIPT)))],
    ["objects whose packing stands elsewhere", packedAs("2 0 R", deflateSync(deflateSync(SCRIPT)))],
    ["objects whose type is hidden behind a word", packedAs("/ASCIIHexDecode /X (obj)", hexOf(SCRIPT))],
    [
      "objects behind a word that looks like another stream",
      behindFake(`/Type /ObjStm /N 1 /First 4 /X ${FAKE} /Filter [/FlateDecode /FlateDecode]`),
    ],
    [
      "objects behind one that says nothing",
      behindFake("/Type /ObjStm /N 1 /First 4 /X (>>\nstream\nx) /Filter [/FlateDecode /FlateDecode]"),
    ],
    [
      "objects that say before such a word how they are packed",
      behindFake(`/Filter [/FlateDecode /FlateDecode] /X ${FAKE} /Type /ObjStm /N 1 /First 4`),
    ],
    [
      "objects whose type stands far away",
      craftPdf([
        craftStream(
          `/Type /ObjStm /X (${"x".repeat(40_000)} obj) /Filter [/FlateDecode /FlateDecode]`,
          "",
          deflateSync(deflateSync(SCRIPT)),
        ),
      ]),
    ],
    [
      "a blank behind the beginning of a stream",
      Buffer.from(packed(SCRIPT).toString("latin1").replace(">>\nstream\n", ">>\nstream \n"), "latin1"),
    ],
    ["a comment before it as well", Buffer.from(packed(SCRIPT).toString("latin1").replace(">>\nstream\n", ">> %x\nstream \n"), "latin1")],
    ["a stream of no known packing that does not unpack", craftPdf([craftStream("/Filter /LZWDecode", "", Buffer.from("x"))])],
    ["more streams than a letter has", Buffer.concat([harmlessPdf(), Buffer.from("stream\nx\nendstream\n".repeat(5_001))])],
  ])("one with %s is refused", async (_what, data) => expect(await examine(data)).toBe("file_broken"));
  test("a picture that unpacks to more than is looked at is still a picture", async () => {
    const image = craftStream("/Subtype /Image /Filter /FlateDecode", Buffer.alloc(9 * 1024 * 1024));
    expect(await examine(craftPdf(["<< /Type /Catalog >>", image]))).toBe("application/pdf");
  });
  test("what breaks at its end has cost as much as what does not, and nobody waits for it", async () => {
    const broken = deflateSync(Buffer.alloc(8 * 1024 * 1024 - 10));
    broken.writeUInt8((broken.at(-1) ?? 0) ^ 255, broken.length - 1);
    const file = craftPdf(Array.from({ length: 500 }, () => craftStream("/Subtype /Image /Filter /DCTDecode", "", broken)));
    let turns = 0;
    const other = setInterval(() => {
      turns += 1;
    }, 1);
    expect(await examine(file)).toBe("file_broken");
    clearInterval(other);
    expect(turns, "turns that others had meanwhile").toBeGreaterThan(8);
  });
  test("many bombs together come to an end", async () => {
    const bomb = craftStream("/Filter /FlateDecode", "", deflateSync(Buffer.alloc(20 * 1024 * 1024)));
    expect(await examine(craftPdf(Array.from({ length: 200 }, () => bomb)))).toBe("file_broken");
  });
});

describe("a picture", () => {
  test.each([
    ["no end", craftPng().subarray(0, -12)],
    ["something behind its end", Buffer.concat([craftPng(), Buffer.from("PK")])],
    ["more pixels than a screen can take", craftPng({ width: 16_000, height: 16_000 })],
    ["a side that is too long", craftPng({ width: 16_385 })],
    ["no size", craftPng({ width: 0 })],
    ["no size, as a JPEG", craftJpeg({ width: 0 })],
    ["no frame", Buffer.from("ffd8ffe000104a46494600010100000100010000ffd90000000000000000", "hex")],
  ])("with %s is refused", async (_what, data) => expect(await examine(data)).toBe("file_broken"));
  test.each([
    ["a page in its comment", craftPng({ comment: "<script>alert(1)</script>" })],
    ["a page behind it", craftJpeg({ behind: "<html><body>" })],
    ["a program of a server", craftJpeg({ behind: "<?php system($_GET[0]);" })],
  ])("that is %s as well is refused", async (_what, data) => expect(await examine(data)).toBe("file_active"));
});

describe("a name", () => {
  test.each([
    ["C:\\Users\\asha\\bill.PDF", "application/pdf", "bill.pdf"],
    ["../../etc/passwd", "text/plain", "passwd.txt"],
    ["page.html", "text/plain", "page.html.txt"],
    ["bill\u202Efdp.exe", "application/pdf", "billfdp.exe.pdf"],
    ['a"b\r\nX: y.png', "image/png", "abX y.png"],
    ["", "image/jpeg", "file.jpg"],
    ["photo.JPEG", "image/jpeg", "photo.jpeg"],
    ["बिल.pdf", "application/pdf", "बिल.pdf"],
    [`${"x".repeat(300)}.pdf`, "application/pdf", `${"x".repeat(100)}.pdf`],
  ] as const)("%j becomes harmless", (given, mediaType, said) => expect(attachmentName(given, mediaType)).toBe(said));
  test("is said so that old and new browsers save it", () =>
    expect(dispositionOf("बिल (1).pdf")).toBe(
      "attachment; filename=\"___ (1).pdf\"; filename*=UTF-8''%E0%A4%AC%E0%A4%BF%E0%A4%B2%20%281%29.pdf",
    ));
});
