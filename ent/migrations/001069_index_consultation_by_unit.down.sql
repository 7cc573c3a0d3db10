DROP INDEX "consultation_by_unit";
