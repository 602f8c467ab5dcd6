/** "asha@chaipoint.example" → "a•••@chaipoint.example": enough to recognise, not enough to write to (A2). */
export function maskEmail(email: string): string {
  const cut = email.lastIndexOf("@");
  return cut < 1 ? "•••" : `${email[0]}•••${email.slice(cut)}`;
}
