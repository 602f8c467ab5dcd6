/** The six digits as somebody typed them: "482 913", "482-913" and Devanagari digits are the same code. Null: it is no six digits. */
export function typedCode(text: string): string | null {
  const latin = text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966)).replace(/[\s‐-―-]/g, "");
  return /^\d{6}$/.test(latin) ? latin : null;
}
