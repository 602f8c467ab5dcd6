// Who one can be on one's own machine: the operators of the cast, one person whom the console must refuse, and one who can be invited.
// The roles are only said here; they stand in the console's own database.
export const people = [
  {
    sub: "local-meera",
    name: "Meera Nair",
    email: "meera@callmissed.example",
    role: "support_lead",
    does: "Support lead: verifies, deactivates, reactivates",
  },
  {
    sub: "local-dev",
    name: "Dev Malhotra",
    email: "dev@callmissed.example",
    role: "support_agent",
    does: "Support agent: works through the requests",
  },
  {
    sub: "local-farah",
    name: "Farah Siddiqui",
    email: "farah@callmissed.example",
    role: "grievance_officer",
    does: "Grievance officer: complaints and legal holds",
  },
  {
    sub: "local-leela",
    name: "Leela Thomas",
    email: "leela@callmissed.example",
    role: "support_agent",
    does: "Support agent: the second pair of eyes for refunds",
  },
  {
    sub: "local-naveen",
    name: "Naveen Pillai",
    email: "naveen@callmissed.example",
    role: "grievance_officer",
    does: "Deputy grievance officer: where Farah had a hand in it",
  },
  {
    sub: "local-arjun",
    name: "Arjun Rao",
    email: "arjun@callmissed.example",
    role: "auditor",
    does: "Auditor: sees everything, changes nothing",
  },
  { sub: "local-kavya", name: "Kavya Iyer", email: "kavya@callmissed.example", role: "admin", does: "Admin: manages operators" },
  {
    sub: "local-vikram",
    name: "Vikram Shah",
    email: "vikram@callmissed.example",
    role: null,
    does: "Works in another department and has no role here",
  },
  {
    sub: "local-nisha",
    name: "Nisha Verma",
    email: "nisha@callmissed.example",
    role: null,
    does: "Joins support soon: can be invited",
  },
];
