ALTER TABLE "api_client" ADD COLUMN "certificate_subject" character varying NULL;
