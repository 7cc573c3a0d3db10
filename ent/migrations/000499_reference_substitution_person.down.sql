ALTER TABLE "substitution" DROP CONSTRAINT "substitution_person_fkey";
