ALTER TABLE "revision" DROP CONSTRAINT "revision_set_by_fkey";
