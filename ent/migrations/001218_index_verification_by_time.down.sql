DROP INDEX "verification_by_time";
