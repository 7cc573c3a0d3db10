ALTER TABLE "escalation" DROP CONSTRAINT "escalation_escalator_fkey";
