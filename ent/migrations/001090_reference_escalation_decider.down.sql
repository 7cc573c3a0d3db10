ALTER TABLE "escalation" DROP CONSTRAINT "escalation_decider_fkey";
