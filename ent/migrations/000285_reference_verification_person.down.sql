ALTER TABLE "verification" DROP CONSTRAINT "verification_person_fkey";
