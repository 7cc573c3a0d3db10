DROP INDEX "supervision_by_time";
