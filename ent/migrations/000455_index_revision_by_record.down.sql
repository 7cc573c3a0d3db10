DROP INDEX "revision_by_record";
