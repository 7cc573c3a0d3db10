DROP INDEX "retrospective_unit_once";
