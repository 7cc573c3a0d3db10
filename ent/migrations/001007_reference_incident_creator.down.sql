ALTER TABLE "incident" DROP CONSTRAINT "incident_creator_fkey";
