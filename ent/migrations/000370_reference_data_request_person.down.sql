ALTER TABLE "data_request" DROP CONSTRAINT "data_request_person_fkey";
