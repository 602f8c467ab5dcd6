const HIDDEN = "•••";

/** "asha@chaipoint.example" → "a•••@chaipoint.example": enough to recognise, not enough to write to (A2). */
export function maskEmail(email: string): string {
  const cut = email.lastIndexOf("@");
  return cut < 1 ? HIDDEN : `${email[0]}${HIDDEN}${email.slice(cut)}`;
}

/** "Asha Menon" → "A••• M•••". A word of one letter shows none of it. */
export function maskName(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return (
    words
      .map((word) => {
        const [first, ...rest] = word;
        return rest.length > 0 ? `${first}${HIDDEN}` : HIDDEN;
      })
      .join(" ") || HIDDEN
  );
}

/** "+91 98765 43210" → "•••10": the last two digits, as banks do. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return digits.length > 6 ? `${HIDDEN}${digits.slice(-2)}` : HIDDEN;
}

const ADDRESS = /[^\s<>()[\]"',;:@]+@[^\s<>()[\]"',;:@]+/g;
const NUMBER = /\+?\d(?:[\s().-]{0,2}\d){9,14}/g;

/** Somebody's words with the addresses and telephone numbers in them masked, for lines that are read without opening the letter. */
export const maskWithin = (text: string): string => text.replace(ADDRESS, maskEmail).replace(NUMBER, maskPhone);
