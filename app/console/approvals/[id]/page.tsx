import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Hydrate } from "@/app/_trpc/hydrate";
import { api, pageQueries } from "@/app/_trpc/server";
import { APPROVAL_WORDS } from "@/app/_words/approvals";
import { ApprovalScreen } from "../approval-screen";

type Props = { params: Promise<{ id: string }> };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function askFor({ params }: Props) {
  const { id } = await params;
  if (!UUID.test(id)) notFound();
  const approvalId = id.toLowerCase();
  // Not found is an answer for the screen to show, in its own place.
  const detail = await pageQueries()
    .fetchQuery(api.approval.detail.queryOptions({ approvalId }))
    .catch(() => null);
  return { approvalId, detail };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { detail } = await askFor(props);
  return { title: detail ? APPROVAL_WORDS[detail.kind].title : "Approval" };
}

export default async function ApprovalPage(props: Props) {
  const { approvalId } = await askFor(props);
  return (
    <Hydrate>
      <ApprovalScreen key={approvalId} approvalId={approvalId} />
    </Hydrate>
  );
}
