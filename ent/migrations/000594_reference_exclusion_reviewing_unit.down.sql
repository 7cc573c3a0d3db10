ALTER TABLE "exclusion" DROP CONSTRAINT "exclusion_reviewing_unit_fkey";
