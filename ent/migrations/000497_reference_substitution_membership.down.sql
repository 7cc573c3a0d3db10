ALTER TABLE "substitution" DROP CONSTRAINT "substitution_membership_fkey";
