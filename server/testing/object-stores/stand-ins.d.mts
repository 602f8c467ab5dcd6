export function installStandIns(): Promise<void>;
export function startStandIn(kind: "azure" | "s3" | "s3-old"): Promise<{ port: number; end: () => Promise<void> }>;
