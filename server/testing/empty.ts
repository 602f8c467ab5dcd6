// Stands in for `server-only`, a name that only Next knows.
export {};
