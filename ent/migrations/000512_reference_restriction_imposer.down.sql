ALTER TABLE "restriction" DROP CONSTRAINT "restriction_imposer_fkey";
