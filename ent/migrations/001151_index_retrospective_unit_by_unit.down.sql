DROP INDEX "retrospective_unit_by_unit";
