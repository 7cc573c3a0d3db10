DROP INDEX "honour_by_unit";
