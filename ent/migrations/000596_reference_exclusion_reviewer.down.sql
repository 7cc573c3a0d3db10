ALTER TABLE "exclusion" DROP CONSTRAINT "exclusion_reviewer_fkey";
