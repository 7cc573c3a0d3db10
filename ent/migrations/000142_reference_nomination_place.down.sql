ALTER TABLE "nomination" DROP CONSTRAINT "nomination_place_fkey";
