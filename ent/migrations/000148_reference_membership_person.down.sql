ALTER TABLE "membership" DROP CONSTRAINT "membership_person_fkey";
