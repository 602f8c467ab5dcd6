import { Signpost } from "lucide-react";
import { buttonClass } from "./_ui/button";
import { Empty } from "./_ui/empty";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="flex min-h-[70dvh] items-center justify-center text-sm">
      <Empty
        icon={Signpost}
        title="There is nothing at this address"
        action={
          <a href="/console" className={buttonClass("primary")}>
            Go to the console
          </a>
        }
      >
        <h1 className="sr-only">Not found</h1>
        The link may be cut short. In the console you can search by number, organisation or e-mail.
      </Empty>
    </main>
  );
}
