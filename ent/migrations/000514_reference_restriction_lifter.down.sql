ALTER TABLE "restriction" DROP CONSTRAINT "restriction_lifter_fkey";
