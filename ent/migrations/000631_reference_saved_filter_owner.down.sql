ALTER TABLE "saved_filter" DROP CONSTRAINT "saved_filter_owner_fkey";
