ALTER TABLE "mandate" DROP CONSTRAINT "mandate_person_fkey";
