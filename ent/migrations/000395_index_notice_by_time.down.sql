DROP INDEX "notice_by_time";
