ALTER TABLE "nomination" DROP CONSTRAINT "nomination_nominator_fkey";
