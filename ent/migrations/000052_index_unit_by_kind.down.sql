DROP INDEX "unit_by_kind";
