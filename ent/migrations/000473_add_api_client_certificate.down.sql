ALTER TABLE "api_client" DROP COLUMN "certificate_subject";
