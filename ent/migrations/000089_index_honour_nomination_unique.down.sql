DROP INDEX "honour_nomination_unique";
