DROP INDEX "supervision_by_assignment";
