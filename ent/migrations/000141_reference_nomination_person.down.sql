ALTER TABLE "nomination" DROP CONSTRAINT "nomination_person_fkey";
