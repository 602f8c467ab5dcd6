-- Who of a tenant is not its owner signs the book as that.
ALTER TYPE "console"."ActorKind" ADD VALUE 'member';
