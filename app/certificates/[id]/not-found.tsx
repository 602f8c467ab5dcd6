/** Calm, and the same for an address that was mistyped and one that never was. */
export default function NoCertificate() {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-5 py-10 text-base leading-relaxed">
      <p className="font-medium">CallMissed</p>
      <h1 className="mt-8 text-balance font-medium text-2xl leading-snug">There is no certificate at this address</h1>
      <p className="mt-4 text-pretty text-soft">
        The address may be cut short. It stands in our last mail and, as a square code, on the certificate itself. A certificate in your
        hands can be checked without this page as well.
      </p>
    </main>
  );
}
