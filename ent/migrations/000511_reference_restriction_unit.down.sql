ALTER TABLE "restriction" DROP CONSTRAINT "restriction_unit_fkey";
