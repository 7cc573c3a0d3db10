ALTER TABLE "saved_filter" DROP CONSTRAINT "saved_filter_unit_fkey";
