DROP INDEX "retrospective_by_unit";
