ALTER TABLE "revision" DROP CONSTRAINT "revision_cancelled_by_fkey";
