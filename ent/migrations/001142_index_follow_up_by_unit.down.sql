DROP INDEX "follow_up_by_unit";
