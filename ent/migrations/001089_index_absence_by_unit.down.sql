DROP INDEX "absence_by_unit";
