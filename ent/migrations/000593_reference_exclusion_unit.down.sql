ALTER TABLE "exclusion" DROP CONSTRAINT "exclusion_unit_fkey";
