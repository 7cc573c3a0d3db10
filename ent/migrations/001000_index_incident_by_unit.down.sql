DROP INDEX "incident_by_unit";
