DROP INDEX "objection_by_nomination";
