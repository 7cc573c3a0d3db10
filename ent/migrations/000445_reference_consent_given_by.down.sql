ALTER TABLE "consent" DROP CONSTRAINT "consent_given_by_fkey";
