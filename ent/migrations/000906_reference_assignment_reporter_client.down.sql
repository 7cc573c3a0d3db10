ALTER TABLE "assignment" DROP CONSTRAINT "assignment_reporter_client_fkey";
