DROP INDEX "honour_by_time";
