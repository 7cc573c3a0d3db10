DROP INDEX "flag_once";
