import { notFound } from "next/navigation";

/** Every address below /account that no page has: told in the reader's language, inside the frame. */
export default function Nowhere() {
  notFound();
}
