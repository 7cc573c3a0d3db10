ALTER TABLE "following" DROP CONSTRAINT "following_category_fkey";
