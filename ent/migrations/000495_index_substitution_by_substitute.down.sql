DROP INDEX "substitution_by_substitute";
