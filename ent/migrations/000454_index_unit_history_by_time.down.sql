DROP INDEX "unit_history_by_time";
