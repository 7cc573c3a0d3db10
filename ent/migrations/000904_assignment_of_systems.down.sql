ALTER TABLE "assignment" DROP COLUMN "external_number", DROP COLUMN "reporter_client_id";
