ALTER TABLE "api_client" DROP CONSTRAINT "api_client_unit_fkey";
