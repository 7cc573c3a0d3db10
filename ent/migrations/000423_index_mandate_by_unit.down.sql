DROP INDEX "mandate_by_unit";
