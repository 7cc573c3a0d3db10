ALTER TABLE "consultation" DROP CONSTRAINT "consultation_unit_fkey";
