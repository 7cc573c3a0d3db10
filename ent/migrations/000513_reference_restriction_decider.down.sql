ALTER TABLE "restriction" DROP CONSTRAINT "restriction_decider_fkey";
