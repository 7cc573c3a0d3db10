ALTER TABLE "restriction" DROP CONSTRAINT "restriction_person_fkey";
