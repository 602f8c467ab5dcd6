/** Tells whether an address is one of ours; `support+anything@` reaches `support@`. */
export function supportAddressMatcher(supportAddresses: string[]): (address: string) => boolean {
  const known = new Set(supportAddresses.map((address) => address.toLowerCase()));
  return (address) => known.has(address.toLowerCase()) || known.has(address.toLowerCase().replace(/^([^+@"]+)\+[^@"]*@/, "$1@"));
}
