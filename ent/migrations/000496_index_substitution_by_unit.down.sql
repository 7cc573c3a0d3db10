DROP INDEX "substitution_by_unit";
