ALTER TABLE "following" DROP CONSTRAINT "following_area_fkey";
