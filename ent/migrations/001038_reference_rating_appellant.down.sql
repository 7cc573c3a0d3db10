ALTER TABLE "rating" DROP CONSTRAINT "rating_appellant_fkey";
