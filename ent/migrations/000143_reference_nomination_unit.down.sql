ALTER TABLE "nomination" DROP CONSTRAINT "nomination_unit_fkey";
