ALTER TABLE "place" DROP CONSTRAINT "place_parent_fkey";
