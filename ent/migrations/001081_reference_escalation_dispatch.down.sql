ALTER TABLE "escalation" DROP CONSTRAINT "escalation_dispatch_fkey";
