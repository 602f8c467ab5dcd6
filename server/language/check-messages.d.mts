export function faultsInMessages(root: string): string[];
export function refuseBrokenMessages(root: string): void;
