ALTER TABLE "stage_report" ALTER COLUMN "person_id" DROP NOT NULL, ADD COLUMN "client_id" uuid NULL;
