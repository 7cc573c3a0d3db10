DROP INDEX "consultation_by_time";
