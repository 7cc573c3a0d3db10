ALTER TABLE "assignment" ADD COLUMN "reporter_client_id" uuid NULL, ADD COLUMN "external_number" character varying NULL;
