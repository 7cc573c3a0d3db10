DROP INDEX "retrospective_by_time";
