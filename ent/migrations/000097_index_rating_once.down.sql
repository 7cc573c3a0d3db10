DROP INDEX "rating_once";
