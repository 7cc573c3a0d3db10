DROP INDEX "restriction_by_time";
