ALTER TABLE "consent" DROP CONSTRAINT "consent_person_fkey";
