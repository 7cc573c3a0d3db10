ALTER TABLE "finding" DROP CONSTRAINT "finding_person_fkey";
