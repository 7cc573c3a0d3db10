DROP INDEX "incident_by_time";
