-- More that can stand between a refund and its end. A word cannot be used in the transaction that adds it, so what uses them follows.
-- `conflict`: our name stands for something else at the gateway. `not_authorised`: the gateway cannot be asked about money that may
-- be on its way. `not_begun`: granted, and nobody pays it. `paid_twice`: another try of the same wish was paid as well.
ALTER TYPE "console"."RefundTrouble" ADD VALUE 'conflict';
ALTER TYPE "console"."RefundTrouble" ADD VALUE 'not_authorised';
ALTER TYPE "console"."RefundTrouble" ADD VALUE 'not_begun';
ALTER TYPE "console"."RefundTrouble" ADD VALUE 'paid_twice';
