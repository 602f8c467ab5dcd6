/** Every reason this room says no. */
export const REFUSALS = {
  export_under_way: "An archive is being made already. It appears on this page when it is ready.",
  export_too_often: "At most {most} archives are made in 24 hours. Ask again later; the ones that are there stay for 7 days.",
  export_sealed: "The account is deactivated. Its data is sealed, so no new archive can be made of it.",
} as const;
