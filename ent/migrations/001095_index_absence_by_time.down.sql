DROP INDEX "absence_by_time";
