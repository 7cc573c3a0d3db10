DROP INDEX "hand_over_by_assignment";
