ALTER TABLE "escalation" DROP CONSTRAINT "escalation_lead_unit_fkey";
