/**
 * Says aloud that a code is on its way, to somebody who does not see the form appear: it stands on the page before there is one, and
 * what changes in it is read. Who sees reads the same beside the field.
 */
export const CodeSent = ({ children }: { children: string | null }) => (
  <p role="status" className="sr-only">
    {children}
  </p>
);
