DROP INDEX "banner_by_time";
