ALTER TABLE "rating" DROP CONSTRAINT "rating_unit_fkey";
