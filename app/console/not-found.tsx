import { Signpost } from "lucide-react";
import { Missing } from "./_frame/missing";

/** An address of the console that leads nowhere; the rail stays. */
export default function NotFound() {
  return (
    <Missing
      icon={Signpost}
      title="There is nothing at this address"
      heading="Not found"
      onward={{ href: "/console/requests", words: "Go to the requests" }}
    >
      The link may be cut short. Search by number, organisation or e-mail instead.
    </Missing>
  );
}
