ALTER TABLE "consultation" DROP CONSTRAINT "consultation_lead_unit_fkey";
