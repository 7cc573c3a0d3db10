ALTER TABLE "escalation" DROP CONSTRAINT "escalation_issuing_unit_fkey";
