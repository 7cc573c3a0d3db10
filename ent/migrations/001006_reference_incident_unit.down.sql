ALTER TABLE "incident" DROP CONSTRAINT "incident_unit_fkey";
