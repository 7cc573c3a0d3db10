ALTER TABLE "rating" DROP CONSTRAINT "rating_reviewer_fkey";
