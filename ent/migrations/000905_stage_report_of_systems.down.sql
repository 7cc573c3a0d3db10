ALTER TABLE "stage_report" DROP COLUMN "client_id", ALTER COLUMN "person_id" SET NOT NULL;
