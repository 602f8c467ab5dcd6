export function installStandIns(): Promise<void>;
export function startStandIn(kind: "azure" | "s3"): Promise<{ port: number; end: () => Promise<void> }>;
