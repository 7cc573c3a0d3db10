ALTER TABLE "rating" DROP CONSTRAINT "rating_issuing_unit_fkey";
