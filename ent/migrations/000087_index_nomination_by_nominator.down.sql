DROP INDEX "nomination_by_nominator";
