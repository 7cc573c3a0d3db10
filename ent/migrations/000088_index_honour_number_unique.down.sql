DROP INDEX "honour_number_unique";
