/** Installs Lighthouse when it is not there as the lock says; answers with its program. */
export function installLighthouse(): Promise<string>;
