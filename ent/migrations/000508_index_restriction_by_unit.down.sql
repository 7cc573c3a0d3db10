DROP INDEX "restriction_by_unit";
