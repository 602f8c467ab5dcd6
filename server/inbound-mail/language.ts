import type { Language } from "./letter";

const HINGLISH = new Set(
  "mera meri mere hamara hamari hamare apna apni kripya kripaya karo kare karein kariye kijiye dijiye karna chahta chahte chahti chahiye hai hain nahi nahin mujhe mujhko humein hum aap aapka aapki ka ki ke ko se mein band bandh wapas wapis khata paise paisa aur lekin kyunki dobara phir turant jaldi dhanyavad dhanyawad namaste".split(
    " ",
  ),
);

/** The language to answer in: Hindi for Devanagari and for Hindi in Latin letters, otherwise English. */
export function guessLanguage(text: string): Language {
  const head = text.slice(0, 5_000);
  const devanagari = head.match(/\p{Script=Devanagari}/gu)?.length ?? 0;
  const latin = head.match(/[a-z]/gi)?.length ?? 0;
  if (devanagari > 20 || devanagari > latin / 4) return "hi";
  const latinWords = head.toLowerCase().match(/[a-z]+/g) ?? [];
  const hindi = latinWords.filter((word) => HINGLISH.has(word)).length;
  return hindi >= 4 && hindi * 5 >= latinWords.length ? "hi" : "en";
}
