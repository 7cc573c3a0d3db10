DROP INDEX "follow_up_by_due_time";
