DROP INDEX "hand_over_by_to_unit";
