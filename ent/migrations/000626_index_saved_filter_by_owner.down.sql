DROP INDEX "saved_filter_by_owner";
