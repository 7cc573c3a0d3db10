DROP INDEX "privacy_notice_by_time";
