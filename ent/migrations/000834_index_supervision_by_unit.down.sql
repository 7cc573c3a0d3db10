DROP INDEX "supervision_by_unit";
