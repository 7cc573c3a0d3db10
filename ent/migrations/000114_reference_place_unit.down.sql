ALTER TABLE "place" DROP CONSTRAINT "place_unit_fkey";
